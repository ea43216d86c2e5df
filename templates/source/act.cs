<?cs # One act's form beside what it is about.  Data: request, sent, act, form. ?>
<?cs include:"macros.cs" ?>
<?cs include:"source/macros.cs" ?>
<?cs set:Page.title = act.title ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/source/"><?cs var:M.menu.source ?></a></li>
			<li><a href="<?cs var:request.href ?>"><?cs var:request.number ?></a></li>
			<li aria-current="page"><?cs var:act.title ?></li>
		</ol>
	</nav>

	<div class="ph">
		<h1><?cs var:act.title ?></h1>
		<p class="muted"><?cs var:act.lead ?></p>
	</div>

	<div class="cols c-desk">
		<div class="stack-l">
			<?cs call:request_panels() ?>
		</div>
		<div>
			<?cs call:form_problems() ?>
			<?cs call:form_begin(act.path) ?>
			<input type="hidden" name="_version" value="<?cs var:request.version ?>">
			<?cs call:form_fields() ?>
			<?cs call:form_buttons(act.title, run.back) ?>
			<?cs call:form_end() ?>
			<?cs call:request_run() ?>
		</div>
	</div>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
