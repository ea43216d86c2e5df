<?cs # A step that is not possible now; what was typed is kept to copy from.  Data: act.label, since, typed. ?>
<?cs include:"macros.cs" ?>
<?cs include:"case/macros.cs" ?>
<?cs set:Page.title = act.label ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<header class="folio-h">
		<h1><?cs var:act.label ?></h1>
		<p><a href="<?cs var:case.path ?>"><?cs var:case.title ?></a></p>
		<?cs call:case_facts_line() ?>
	</header>

	<div class="stack">
		<section class="note amber summary" role="alert" tabindex="-1">
			<h2><?cs var:M.act.stopped_title ?></h2>
			<p><?cs var:M.act.stopped_text ?></p>
			<p class="pad-s"><a class="btn sm" href="<?cs var:case.path ?>"><?cs var:M.act.to_case ?></a></p>
		</section>

		<?cs if:subcount(since) ?>
			<section class="panel">
				<h2 class="h2"><?cs var:M.act.since ?></h2>
				<?cs call:record_of(since) ?>
			</section>
		<?cs /if ?>

		<?cs if:subcount(typed) ?>
			<section class="panel">
				<h2 class="h2"><?cs var:M.act.typed ?></h2>
				<?cs call:sheet_of(typed) ?>
			</section>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
