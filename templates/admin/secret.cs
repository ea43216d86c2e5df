<?cs # The letter with a link, shown once: for its owner alone.  Data: crumbs, secret.{username,link,back}. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.admin.secret.title ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph">
		<h1><?cs var:M.admin.secret.title ?></h1>
	</div>

	<div class="note amber" role="status">
		<h2><?cs var:M.admin.secret.once ?></h2>
		<p><?cs var:M.admin.secret.once_text ?></p>
		<?cs if:secret.waits ?>
			<p><b><?cs var:M.admin.secret.waits ?></b></p>
		<?cs /if ?>
	</div>

	<section class="panel pad-s">
		<dl class="facts">
			<dt><?cs var:M.login.username ?></dt>
			<dd><code><?cs var:secret.username ?></code></dd>
			<dt><?cs var:M.admin.secret.link ?></dt>
			<dd><code><?cs var:secret.link ?></code></dd>
		</dl>
	</section>

	<p class="pad-s2"><a class="btn" href="<?cs var:secret.back ?>"><?cs var:M.admin.secret.noted ?></a></p>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
