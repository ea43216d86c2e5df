<?cs # What the head of the body is asked for.  Data: matter, ask, form. ?>
<?cs include:"macros.cs" ?>
<?cs include:"supervise/macros.cs" ?>
<?cs set:Page.title = ask.title ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="<?cs var:matter.href ?>" lang="zh-CN"><?cs var:matter.title ?></a></li>
			<li aria-current="page"><?cs var:ask.title ?></li>
		</ol>
	</nav>

	<div class="ph">
		<h1><?cs var:ask.title ?></h1>
		<p class="muted">
			<span lang="zh-CN"><?cs var:ask.by ?></span> <span class="num"><?cs var:ask.at ?></span>
		</p>
	</div>

	<div class="cols c-desk">
		<section class="panel" aria-labelledby="h-what">
			<h2 class="h2" id="h-what"><?cs var:M.supervise.what ?></h2>
			<?cs call:matter_facts() ?>
			<?cs if:ask.document ?>
				<p><a class="btn sec" href="<?cs var:ask.document ?>"><?cs var:M.supervise.draft ?></a></p>
			<?cs /if ?>
		</section>
		<div>
			<?cs call:form_problems() ?>
			<?cs if:ask.mine ?>
				<?cs call:form_begin(ask.path) ?>
				<?cs call:form_fields() ?>
				<?cs call:form_buttons(M.supervise.approve, matter.href) ?>
				<?cs call:form_end() ?>
			<?cs else ?>
				<?cs call:note("", M.supervise.asked, M.supervise.asked_text) ?>
			<?cs /if ?>
		</div>
	</div>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
