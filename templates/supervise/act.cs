<?cs # One act's form beside what it is about.  Data: matter (of a new one none), act, form. ?>
<?cs include:"macros.cs" ?>
<?cs include:"supervise/macros.cs" ?>
<?cs set:Page.title = act.title ?>
<?cs def:act_form() ?>
	<?cs call:form_problems() ?>
	<?cs call:form_begin(act.path) ?>
	<input type="hidden" name="_version" value="<?cs var:act.version ?>">
	<?cs call:form_fields() ?>
	<?cs call:form_buttons(act.title, act.back) ?>
	<?cs call:form_end() ?>
<?cs /def ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<?cs if:matter.title ?>
				<li><a href="<?cs var:act.back ?>" lang="zh-CN"><?cs var:matter.title ?></a></li>
			<?cs else ?>
				<li><a href="<?cs var:act.back ?>"><?cs var:M.menu.supervise ?></a></li>
			<?cs /if ?>
			<li aria-current="page"><?cs var:act.title ?></li>
		</ol>
	</nav>

	<div class="ph">
		<h1><?cs var:act.title ?></h1>
		<p class="muted"><?cs var:act.lead ?></p>
	</div>

	<?cs if:matter.title ?>
		<div class="cols c-desk">
			<section class="panel" aria-labelledby="h-what">
				<h2 class="h2" id="h-what"><?cs var:M.supervise.what ?></h2>
				<?cs call:matter_facts() ?>
			</section>
			<div><?cs call:act_form() ?></div>
		</div>
	<?cs else ?>
		<?cs call:act_form() ?>
	<?cs /if ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
