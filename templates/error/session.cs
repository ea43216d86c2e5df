<?cs # The session ended while somebody typed: what was sent was not carried out. Data: login, the sign-in with the way
	back to the page; kept: it is a draft now, but for its files. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.error.session.title ?>
<?cs def:body() ?>
	<div class="panel stack">
		<h1><?cs var:M.error.session.title ?></h1>
		<div class="note amber">
			<?cs if:kept ?>
				<p><?cs var:M.error.session.kept ?></p>
				<?cs if:files ?>
					<p><?cs var:M.form.draft_files ?></p>
				<?cs /if ?>
			<?cs else ?>
				<p><?cs var:M.error.session.text ?></p>
			<?cs /if ?>
		</div>

		<?cs if:kept ?>
			<p><?cs var:M.error.session.kept_back ?></p>
			<p class="btns"><a class="btn" href="<?cs var:login ?>"><?cs var:M.error.session.enter ?></a></p>
		<?cs else ?>
			<p><?cs var:M.error.session.back ?></p>
			<p class="btns">
				<a class="btn" href="<?cs var:login ?>" target="_blank" rel="noopener">
					<?cs var:M.error.session.enter ?>
				</a>
			</p>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs include:"layout/bare.cs" ?>
