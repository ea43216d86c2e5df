<?cs # The session ended while somebody typed: what was sent was not taken. Data: login, the sign-in with the way back
	to the page. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.error.session.title ?>
<?cs def:body() ?>
	<div class="panel stack">
		<h1><?cs var:M.error.session.title ?></h1>
		<div class="note amber">
			<p><?cs var:M.error.session.text ?></p>
		</div>

		<p><?cs var:M.error.session.back ?></p>

		<p class="btns">
			<a class="btn" href="<?cs var:login ?>" target="_blank" rel="noopener">
				<?cs var:M.error.session.enter ?>
			</a>
		</p>
	</div>

<?cs /def ?>
<?cs include:"layout/bare.cs" ?>
