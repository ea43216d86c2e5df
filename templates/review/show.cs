<?cs # review/show.cs - the report with its changes at the left, points and opinion at the right ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = case.title ?>
<?cs set:Page.wide = "1" ?>
<?cs def:point(point_at, note_at) ?>
	<div class="chk-i<?cs if:point_at.problem ?> bad<?cs /if ?>">
		<p id="l-<?cs var:point_at.name ?>"><b><?cs var:point_at.label ?></b></p>
		<div class="opts" role="radiogroup" aria-labelledby="l-<?cs var:point_at.name ?>">
			<?cs each:o = point_at.options ?>
				<label class="opt sm<?cs if:o.value == "problem" ?> no<?cs /if ?>">
					<input type="radio" name="<?cs var:point_at.name ?>" value="<?cs var:o.value ?>"
							<?cs if:o.on ?> checked<?cs /if ?>>
					<span><?cs var:o.label ?></span>
				</label>
			<?cs /each ?>
		</div>
		<?cs if:point_at.problem ?>
			<p class="err" id="f-<?cs var:point_at.name ?>"><?cs var:point_at.problem ?></p>
		<?cs /if ?>
		<label class="vh" for="f-<?cs var:note_at.name ?>"><?cs var:note_at.label ?></label>
		<input class="in chk-note" id="f-<?cs var:note_at.name ?>" name="<?cs var:note_at.name ?>"
				 value="<?cs var:note_at.value ?>" placeholder="<?cs var:M.review.note ?>" autocomplete="off"
				<?cs if:note_at.problem ?> aria-invalid="true"
					 aria-describedby="f-<?cs var:note_at.name ?>-e"<?cs /if ?>>
		<?cs if:note_at.problem ?>
			<p class="err" id="f-<?cs var:note_at.name ?>-e"><?cs var:note_at.problem ?></p>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs def:change_value(cv_sum, cv_text) ?>
	<?cs if:cv_sum ?>
		<?cs var:cv_sum ?> <?cs var:M.review.yuan ?>
	<?cs else ?>
		<?cs var:cv_text ?>
	<?cs /if ?>
<?cs /def ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<header class="rv-h">
		<div>
			<h1><?cs var:case.title ?></h1>
			<p class="row small">
				<span><?cs var:case.number ?></span>
				<span><?cs var:review.sent ?></span>
				<?cs call:tag("zhu", review.kind_name) ?>
				<?cs each:pen = penalties ?>
					<span class="tag zhu">
						<?cs var:pen.kind ?>
						<?cs if:pen.money ?> <?cs var:pen.amount_fen ?> <?cs var:M.review.yuan ?><?cs /if ?>
					</span>
				<?cs /each ?>
				<span><?cs var:review.round ?></span>
			</p>
		</div>
		<?cs if:review.left ?>
			<div class="due">
				<span class="card <?cs if:review.left_kind == "late" ?>r<?cs else ?>y<?cs /if ?>">
					<?cs var:review.left ?>
				</span>
				<small><?cs var:review.due ?></small>
			</div>
		<?cs /if ?>
	</header>

	<?cs if:subcount(review.why) > #0 ?>
		<div class="note">
			<h2><?cs var:M.review.why ?></h2>
			<ul>
				<?cs each:w = review.why ?>
					<li><?cs var:w.note ?> <span class="muted small"><?cs var:w.source ?></span></li>
				<?cs /each ?>
			</ul>
		</div>
	<?cs /if ?>

	<div class="rv">

		<section class="rv-doc" aria-labelledby="h-doc">
			<div class="rv-bar">
				<h2 id="h-doc">
					<?cs if:paper.href ?>
						<a href="<?cs var:paper.href ?>">
							<?cs var:paper.title ?> <?cs var:M.review.version ?> <?cs var:paper.version ?>
						</a>
					<?cs else ?>
						<?cs var:paper.title ?>
					<?cs /if ?>
				</h2>
				<?cs if:paper.may_compare ?>
					<a class="small" href="<?cs var:act.path ?>?<?cs var:act.query ?>
							view=<?cs if:paper.compare ?>clean<?cs else ?>diff<?cs /if ?>">
						<?cs if:paper.compare ?>
							<?cs var:M.review.show_clean ?>
						<?cs else ?>
							<?cs var:M.review.show_diff ?>
						<?cs /if ?>
					</a>
					<?cs if:paper.compare ?><span class="small muted"><?cs var:paper.changes ?></span><?cs /if ?>
				<?cs /if ?>
			</div>

			<article class="paper" tabindex="0" aria-label="<?cs var:paper.title ?>">
				<p class="p-org"><?cs var:paper.agency ?></p>
				<p class="p-t"><?cs var:paper.title ?></p>
				<p class="p-no"><?cs var:paper.number ?></p>

				<?cs each:s = paper.sections ?>
					<h2 class="p-h"><?cs var:s.label ?></h2>
					<p class="pre">
						<?cs each:d = s.parts ?>
							<?cs if:d.kind == "ins" ?>
								<ins><?cs var:d.text ?></ins>
							<?cs elif:d.kind == "del" ?>
								<del><?cs var:d.text ?></del>
							<?cs else ?>
								<?cs var:d.text ?>
							<?cs /if ?>
						<?cs /each ?>
					</p>

				<?cs /each ?>
				<?cs if:review.again ?>
					<h2 class="p-h"><?cs var:M.review.changed ?></h2>
					<ul class="p-list">
						<?cs each:c = changes ?>
							<li>
								<b class="zh"><?cs var:c.how ?></b>
								 <?cs if:c.party ?><?cs var:c.party ?>：<?cs /if ?><?cs var:c.what ?>
								<?cs if:c.then ?>
									 <del><?cs call:change_value(c.then_sum, c.then) ?></del>
								<?cs /if ?>
								<?cs if:c.now ?>
									 <ins><?cs call:change_value(c.now_sum, c.now) ?></ins>
								<?cs /if ?>
							</li>
						<?cs /each ?>
						<?cs if:!subcount(changes) ?><li><?cs var:M.review.unchanged ?></li><?cs /if ?>
					</ul>
				<?cs /if ?>

				<h2 class="p-h"><?cs var:M.review.proposed ?></h2>
				<ul class="p-list">
					<?cs each:p = proposals ?>
						<li>
							<?cs var:p.party ?>：<?cs var:p.cause ?>，<?cs var:p.outcome ?>
							<?cs if:p.tier ?>，“<?cs var:p.tier ?>” <?cs var:p.range ?><?cs /if ?>
							<?cs if:p.explanation ?>；<?cs var:p.explanation ?><?cs /if ?>
							<?cs if:p.lighter_note ?> <b class="zh"><?cs var:p.lighter_note ?></b><?cs /if ?>
						</li>
					<?cs /each ?>
					<?cs each:pen = penalties ?>
						<li>
							<?cs var:pen.party ?>：<?cs var:pen.kind ?>
							<?cs if:pen.money ?> <?cs var:pen.amount_fen ?> <?cs var:M.review.yuan ?><?cs /if ?>
							<?cs if:pen.detail ?>（<?cs var:pen.detail ?>）<?cs /if ?>
						</li>
					<?cs /each ?>
				</ul>
				<?cs if:subcount(laws) > #0 ?>
					<h2 class="p-h"><?cs var:M.review.laws ?></h2>
					<ul class="p-list">
						<?cs each:w = laws ?>
							<li>
								<a href="<?cs var:w.href ?>"><?cs var:w.title ?></a>
								 <?cs if:w.then ?>
									<?cs var:M.review.law_version ?> <?cs var:w.then ?>
								<?cs else ?>
									<?cs var:M.review.law_none ?>
								<?cs /if ?>
								<?cs if:w.changed ?>
									；<b class="zh"><?cs var:M.review.law_now ?> <?cs var:w.now ?></b>
								<?cs /if ?>
							</li>
						<?cs /each ?>
					</ul>
				<?cs /if ?>
			</article>
		</section>

		<form class="rv-side form" action="<?cs var:act.path ?>" method="post" novalidate
				 aria-label="<?cs var:M.review.form ?>">
			<?cs call:form_hidden() ?>
			<input type="hidden" name="_version" value="<?cs var:act.version ?>">
			<input type="hidden" name="_track" value="<?cs var:act.track ?>">

			<?cs call:form_problems() ?>

			<?cs each:b = earlier ?>
				<details class="prev"<?cs if:first(b) ?> open<?cs /if ?>>
					<summary>
						<?cs var:b.opinion ?> · <?cs var:b.reviewer ?>
						<?cs if:b.deputy ?> <?cs call:tag("amber", b.deputy) ?><?cs /if ?> <?cs var:b.at ?>
					</summary>
					<ol>
						<?cs each:p = b.points ?>
							<li class="<?cs if:p.later == "ok" ?>ok<?cs else ?>open<?cs /if ?>">
								<b>
									<?cs if:p.later == "ok" ?>
										<?cs var:M.review.met ?>
									<?cs elif:p.later ?>
										<?cs var:M.review.unmet ?>
									<?cs else ?>
										<?cs var:M.review.to_confirm ?>
									<?cs /if ?>
								</b>
								　<?cs var:p.name ?>：<?cs var:p.note ?>
								<?cs if:p.answer ?>
									<br><b><?cs var:M.review.answer ?></b>
									　<span class="lines"><?cs var:p.answer ?></span>
								<?cs /if ?>
							</li>
						<?cs /each ?>
					</ol>
					<p class="small"><?cs var:b.opinion_text ?></p>
				</details>
			<?cs /each ?>

			<?cs if:review.returned ?>
				<div class="note amber">
					<h2><?cs var:M.review.returned ?></h2>
					<p class="pre"><?cs var:review.returned ?></p>
				</div>
			<?cs /if ?>

			<fieldset class="chk">
				<legend><?cs var:M.review.points ?></legend>

				<?cs call:point(form.fields.0, form.fields.1) ?>
				<?cs call:point(form.fields.2, form.fields.3) ?>
				<?cs call:point(form.fields.4, form.fields.5) ?>
				<?cs call:point(form.fields.6, form.fields.7) ?>
				<?cs call:point(form.fields.8, form.fields.9) ?>
				<?cs call:point(form.fields.10, form.fields.11) ?>
				<?cs call:point(form.fields.12, form.fields.13) ?>
				<?cs call:point(form.fields.14, form.fields.15) ?>
			</fieldset>

			<fieldset class="fld<?cs if:form.fields.16.problem ?> bad<?cs /if ?>" id="f-opinion">
				<legend><?cs var:form.fields.16.label ?></legend>
				<?cs if:form.fields.16.problem ?>
					<p class="err"><?cs var:form.fields.16.problem ?></p>
				<?cs /if ?>
				<div class="opts">
					<?cs each:o = form.fields.16.options ?>
						<label class="opt">
							<input type="radio" name="opinion" value="<?cs var:o.value ?>"
									<?cs if:o.on ?> checked<?cs /if ?>>
							<span><?cs var:o.label ?></span>
						</label>
					<?cs /each ?>
				</div>
			</fieldset>

			<div class="fld<?cs if:form.fields.17.problem ?> bad<?cs /if ?>">
				<label for="f-opinion_text"><?cs var:form.fields.17.label ?></label>
				<?cs if:form.fields.17.problem ?>
					<p class="err" id="f-opinion_text-e"><?cs var:form.fields.17.problem ?></p>
				<?cs /if ?>
				<p class="hint" id="f-opinion_text-h"><?cs var:M.review.opinion_hint ?></p>
				<textarea class="in" id="f-opinion_text" name="opinion_text" rows="6"
						 aria-describedby="f-opinion_text-h">
					<?cs var:form.fields.17.value ?>
				</textarea>
			</div>

			<p class="btns"><button class="btn"><?cs var:M.review.submit ?></button></p>
			<p class="xs muted"><?cs var:M.review.submit_hint ?></p>

			<?cs if:act.may_return ?>
				<p class="row small">
					<a href="<?cs var:act.return_href ?>"><?cs var:M.review.return ?></a>
					<?cs if:review.kind == "case" ?>
						<a href="<?cs var:act.call_href ?>"><?cs var:M.review.call_in ?></a>
					<?cs /if ?>
				</p>
			<?cs /if ?>
		</form>

		<nav class="rv-ev" aria-label="<?cs var:M.review.evidence ?>">
			<h2 class="h2"><?cs var:M.review.evidence ?></h2>
			<ul>
				<?cs each:ev = evidence ?>
					<li>
						<p>
							<a href="<?cs var:ev.href ?>"><b><?cs var:ev.no ?>　<?cs var:ev.name ?></b></a>
							<br>
							<span class="small muted"><?cs var:ev.kind ?> · <?cs var:ev.source ?></span>
							<br>
							<span class="small"><?cs var:ev.shows ?></span>
						</p>
						<?cs if:ev.signed ?>
							<?cs call:tag("song", M.review.signed) ?>
						<?cs else ?>
							<?cs call:tag("zhu", M.review.unsigned) ?>
						<?cs /if ?>
					</li>
				<?cs /each ?>
			</ul>
		</nav>

	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
