<?cs # A version or a mute of a rule.  Data: rule, act, form. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = act.title ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/rules/"><?cs var:M.menu.rules ?></a></li>
			<li><a href="<?cs var:act.back ?>"><?cs var:rule.name ?></a></li>
			<li aria-current="page"><?cs var:act.title ?></li>
		</ol>
	</nav>

	<div class="ph">
		<h1><?cs var:act.title ?></h1>
		<p class="muted"><?cs var:act.lead ?></p>
	</div>

	<?cs call:form_problems() ?>
	<?cs call:form_begin(act.path) ?>
	<?cs call:form_fields() ?>
	<?cs call:form_buttons(act.title, act.back) ?>
	<?cs call:form_end() ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
