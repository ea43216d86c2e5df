<?cs # A key that was made, its secret shown once.  Data: crumbs, made.{keyid,algorithm,secret,sealed,back}. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.link.made ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph">
		<h1><?cs var:M.link.made ?></h1>
	</div>

	<?cs if:made.sealed ?>
		<?cs call:note("song", M.link.made_sealed, M.link.made_sealed_text) ?>
	<?cs elif:made.secret ?>
		<?cs call:note("amber", M.link.made_once, M.link.made_once_text) ?>
	<?cs /if ?>

	<section class="panel pad-s">
		<dl class="facts">
			<dt><?cs var:M.link.keyid ?></dt>
			<dd><code><?cs var:made.keyid ?></code></dd>
			<dt><?cs var:M.field.link_key.algorithm ?></dt>
			<dd><code><?cs var:made.algorithm ?></code></dd>
			<?cs if:made.secret ?>
				<dt>
					<?cs if:made.sealed ?>
						<?cs var:M.link.secret_sealed ?>
					<?cs else ?>
						<?cs var:M.link.secret ?>
					<?cs /if ?>
				</dt>
				<dd><code class="break"><?cs var:made.secret ?></code></dd>
			<?cs /if ?>
		</dl>
	</section>

	<p class="pad-s2"><a class="btn" href="<?cs var:made.back ?>"><?cs var:M.admin.secret.noted ?></a></p>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
