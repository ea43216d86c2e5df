<?cs # Told once, right after signing in: what happened since the sign-in before.  Data: next, and of login_since(). ?>
<?cs include:"macros.cs" ?>
<?cs include:"login/macros.cs" ?>
<?cs set:Page.title = M.since.title ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.since.title ?></h1>
	</div>

	<div class="stack-l">
		<?cs if:subcount(since) ?>
			<div class="note amber" role="status">
				<?cs call:login_since() ?>
			</div>
		<?cs else ?>
			<p><?cs var:M.since.nothing ?></p>
		<?cs /if ?>

		<p class="row">
			<a class="btn" href="<?cs var:next ?>"><?cs var:M.since.go_on ?></a>
			<a href="/desk/me"><?cs var:M.me.title ?></a>
		</p>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
