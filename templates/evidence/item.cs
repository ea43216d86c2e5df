<?cs # One evidence item, its files, and the form that adds one.  Data: crumbs, item.*, case.*, files, problem. ?>
<?cs include:"macros.cs" ?>
<?cs include:"evidence/macros.cs" ?>
<?cs set:Page.title = item.name ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph row between top">
		<div>
			<h1><?cs var:item.no ?>. <?cs var:item.name ?></h1>
			<p class="muted">
				<?cs var:case.number ?>　<?cs var:item.kind ?>
				<?cs if:item.original ?> · <?cs var:M.case.ev_original ?><?cs /if ?>
			</p>
		</div>
		<?cs if:item.may_attach && subcount(files) ?>
			<p class="row"><a class="btn sec" href="#f-file"><?cs var:M.evidence.add ?></a></p>
		<?cs /if ?>
	</div>

	<div class="cols c-desk">
		<div class="stack-l">

			<?cs if:problem ?>
				<div class="note zhu" role="alert">
					<h2><?cs var:problem ?></h2>
				</div>
			<?cs /if ?>

			<?cs if:subcount(files) ?>
				<?cs each:f = files ?>
					<section class="panel" id="f-<?cs var:f.ref ?>">
						<h2 class="h2"><?cs var:f.name ?> <small><?cs var:f.size ?></small></h2>

						<?cs call:file_shown(f) ?>

						<?cs call:file_facts(f) ?>
					</section>

				<?cs /each ?>
			<?cs else ?>
				<section class="panel"><?cs call:empty(M.evidence.none, M.evidence.none_text) ?></section>
			<?cs /if ?>

		</div>
		<aside class="stack-l">

			<?cs if:item.may_attach ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.evidence.add ?></h2>

					<form class="form one" method="post" action="/desk/evidence/<?cs var:item.ref ?>"
							 enctype="multipart/form-data" data-upload="<?cs var:item.ref ?>"
							 data-sending="<?cs var:M.evidence.sending ?>" data-failed="<?cs var:M.evidence.failed ?>"
							 data-infected="<?cs var:M.evidence.infected ?>"
							 data-secrecy="<?cs var:M.evidence.secrecy ?>">
						<?cs call:form_hidden() ?>
						<div class="fld wide">
							<label for="f-file"><?cs var:M.evidence.file ?></label>
							<input class="in" type="file" id="f-file" name="file" required aria-describedby="f-file-h">
							<p class="hint" id="f-file-h"><?cs var:M.evidence.hint ?></p>
						</div>
						<p class="btns"><button class="btn"><?cs var:M.evidence.add ?></button></p>
					</form>
				</section>
			<?cs /if ?>

			<section class="panel">
				<h2 class="h2"><?cs var:M.evidence.item ?></h2>
				<dl class="facts tight">
					<dt><?cs var:M.case.ev_source ?></dt>
					<dd><?cs var:item.source ?></dd>
					<?cs if:item.place ?>
						<dt><?cs var:M.evidence.place ?></dt>
						<dd><?cs var:item.place ?></dd>
					<?cs /if ?>
					<dt><?cs var:M.case.ev_taken ?></dt>
					<dd><span class="num"><?cs var:item.taken_at ?></span> <?cs var:item.taken_by ?></dd>
					<?cs if:item.shows ?>
						<dt><?cs var:M.case.ev_shows ?></dt>
						<dd class="lines"><?cs var:item.shows ?></dd>
					<?cs /if ?>
					<?cs if:item.note ?>
						<dt><?cs var:M.evidence.note ?></dt>
						<dd class="lines"><?cs var:item.note ?></dd>
					<?cs /if ?>
				</dl>
			</section>

		</aside>
	</div>
	<?cs if:item.may_attach ?>
		<script src="<?cs var:Assets.upload_js ?>" defer></script>
	<?cs /if ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
