<?cs # A paper that waits for the seal device.  Data: page.{path,back,number,sha256}, crumbs, form.*. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.document.to_device ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph">
		<h1><?cs var:M.document.to_device ?></h1>
		<p class="muted"><?cs var:crumbs.1.label ?><?cs if:page.number ?> <?cs var:page.number ?><?cs /if ?></p>
	</div>

	<?cs call:form_problems() ?>

	<section class="panel">
		<h2 class="h2"><?cs var:M.document.device_take ?></h2>
		<p><?cs var:M.document.device_take_text ?></p>
		<p class="row pad-s">
			<a class="btn sec" href="<?cs var:page.path ?>/file"><?cs var:M.document.device_file ?></a>
			<a class="btn sec" href="<?cs var:page.path ?>/statement"><?cs var:M.document.device_statement ?></a>
		</p>
		<dl class="facts tight">
			<dt>SHA-256</dt>
			<dd class="hash"><?cs var:page.sha256 ?></dd>
		</dl>
	</section>

	<section class="panel">
		<h2 class="h2"><?cs var:M.document.device_bring ?></h2>
		<p class="small muted"><?cs var:M.document.device_bring_text ?></p>
		<?cs call:form_begin(page.path) ?>
		<?cs call:form_fields() ?>
		<?cs call:form_buttons(M.document.device_send, page.back) ?>
		<?cs call:form_end() ?>
	</section>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
