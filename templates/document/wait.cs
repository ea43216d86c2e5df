<?cs # In place of a paper's file that is not there yet.  Data: crumbs, paper.{number,sha256,wait*,again}
	(cgi/paper/waiting.c). ?>

<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = paper.wait_title ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph">
		<h1><?cs var:crumbs.1.label ?></h1>
		<?cs if:paper.number ?>
			<p class="muted"><?cs var:paper.number ?></p>
		<?cs /if ?>
	</div>

	<?cs call:paper_wait() ?>

	<section class="panel small">
		<dl class="facts tight">
			<dt><?cs var:M.document.sha256 ?></dt>
			<dd class="hash"><?cs var:paper.sha256 ?></dd>
		</dl>
		<p class="row pad-s">
			<a class="btn sec" href="<?cs var:crumbs.1.href ?>"><?cs var:M.document.wait.back ?></a>
		</p>
	</section>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
