<?cs # All files of an inspection, and the form that adds one.  Data: inspection, items, files, may_attach, chosen,
	problem. ?>
<?cs include:"macros.cs" ?>
<?cs include:"evidence/macros.cs" ?>
<?cs set:Page.title = inspection.name ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/inspections/"><?cs var:M.menu.inspections ?></a></li>
			<li><a href="/desk/inspections/<?cs var:inspection.ref ?>"><?cs var:inspection.name ?></a></li>
			<li aria-current="page"><?cs var:M.inspect.files ?></li>
		</ol>
	</nav>

	<div class="ph row between top">
		<div>
			<h1><?cs var:M.inspect.files ?></h1>
			<p class="muted"><?cs var:inspection.name ?> · <?cs var:inspection.kind ?></p>
			<p class="muted"><?cs var:M.evidence.field_lead ?></p>
		</div>
		<?cs if:may_attach && subcount(files) ?>
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
						<p class="small">
							<?cs if:f.n ?>
								<span class="qn"><?cs var:f.n ?></span><?cs var:f.item ?>
							<?cs else ?>
								<?cs var:M.inspect.whole_one ?>
							<?cs /if ?>
						</p>

						<?cs call:file_shown(f) ?>

						<dl class="facts tight">
							<dt><?cs var:M.evidence.claimed ?></dt>
							<dd>
								<span class="num"><?cs var:f.claimed ?></span>
								<?cs if:f.lat ?>
									 <span class="num">
										<?cs var:f.lat ?>, <?cs var:f.lon ?>
										<?cs if:f.accuracy ?> ± <?cs var:f.accuracy ?> m<?cs /if ?>
									</span>
								<?cs /if ?>
							</dd>
						</dl>

						<?cs call:file_facts(f) ?>
					</section>

				<?cs /each ?>
			<?cs else ?>
				<section class="panel"><?cs call:empty(M.evidence.none, M.evidence.none_text) ?></section>
			<?cs /if ?>

		</div>
		<aside class="stack-l">

			<?cs if:may_attach ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.evidence.add ?></h2>

					<form class="form one" method="post" action="/desk/evidence/inspection/<?cs var:inspection.ref ?>"
							 enctype="multipart/form-data">
						<?cs call:form_hidden() ?>
						<div class="fld wide">
							<label for="f-n"><?cs var:M.inspect.item ?></label>
							<select class="in" id="f-n" name="n">
								<option value="0"><?cs var:M.inspect.whole_one ?></option>
								<?cs each:it = items ?>
									<option value="<?cs var:it.n ?>"<?cs if:it.n == chosen ?> selected<?cs /if ?>>
										<?cs var:it.n ?> <?cs var:it.name ?>
									</option>
								<?cs /each ?>
							</select>
						</div>
						<div class="fld wide">
							<label for="f-file"><?cs var:M.evidence.file ?></label>
							<input class="in" type="file" id="f-file" name="file" required aria-describedby="f-file-h">
							<p class="hint" id="f-file-h"><?cs var:M.evidence.hint ?></p>
						</div>
						<p class="btns"><button class="btn"><?cs var:M.evidence.add ?></button></p>
					</form>
				</section>
			<?cs /if ?>

		</aside>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
