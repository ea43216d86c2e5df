<?cs # desk_item.cs - one decision to publish: its text at the left, each span and the acts at the right. Data: item,
	paper, spans, preview, channels, may, form. ?>

<?cs include:"macros.cs" ?>
<?cs set:Page.title = item.number ?>
<?cs set:Page.wide = "1" ?>
<?cs def:paper_part(pp) ?>
	<?cs if:pp.kind == "rejected" || !pp.kind ?>
		<?cs var:pp.text ?>
	<?cs elif:pp.kind == "confirmed" ?>
		<mark id="s-<?cs var:pp.span ?>">
			<s><?cs var:pp.text ?></s>
		</mark>
	<?cs else ?>
		<mark id="s-<?cs var:pp.span ?>"><?cs var:pp.text ?></mark>
	<?cs /if ?>
<?cs /def ?>

<?cs def:span_row(sp) ?>
	<fieldset class="chk-i">
		<legend class="vh"><?cs var:sp.field ?> <?cs var:sp.text ?></legend>
		<div>
			<a href="#s-<?cs var:sp.id ?>"><b><?cs var:sp.text ?></b></a>
			<?cs if:sp.open ?> <?cs call:tag("amber", M.disclosure.desk.waits) ?><?cs /if ?>
			<br>
			<span class="xs muted"><?cs var:sp.field ?> · <?cs var:sp.rule ?></span>
		</div>
		<?cs if:may.confirm ?>
			<div class="opts">
				<label class="opt sm">
					<input type="radio" name="span_<?cs var:sp.id ?>" value="1"<?cs if:sp.redact ?> checked<?cs /if ?>>
					<span><?cs var:M.disclosure.desk.span_hide ?></span>
				</label>
				<label class="opt sm">
					<input type="radio" name="span_<?cs var:sp.id ?>" value="0"
							<?cs if:!sp.redact ?> checked<?cs /if ?>>
					<span><?cs var:M.disclosure.desk.span_keep ?></span>
				</label>
			</div>
		<?cs else ?>
			<p class="small">
				<?cs if:sp.redact ?>
					<?cs var:M.disclosure.desk.span_hide ?>
				<?cs else ?>
					<?cs var:M.disclosure.desk.span_keep ?>
				<?cs /if ?>
			</p>
		<?cs /if ?>
	</fieldset>

<?cs /def ?>
<?cs def:cause_group(cg) ?>
	<fieldset class="fld<?cs if:cg.problem ?> bad<?cs /if ?>"<?cs call:fld_described(cg) ?>>
		<legend><?cs var:M.disclosure.desk.reason_public ?></legend>
		<?cs call:fld_notes(cg) ?>
		<div class="opts">
			<?cs each:cause = cg.options ?>
				<label class="opt">
					<input type="radio" <?cs if:first(cause) ?>id="f-withdraw_reason" <?cs /if ?>name="withdraw_reason"
							 value="<?cs var:cause.value ?>"<?cs if:cause.on ?> checked<?cs /if ?>>
					<span><?cs var:cause.label ?></span>
				</label>
			<?cs /each ?>
		</div>
	</fieldset>

<?cs /def ?>
<?cs def:reason_form(reason_path, reason_title, reason_hint, reason_label) ?>
	<form class="form panel" method="post" action="<?cs var:reason_path ?>" novalidate>
		<?cs call:form_hidden() ?>
		<?cs if:reason_path == withdraw_path ?><?cs call:cause_group(form.fields.3) ?><?cs /if ?>
		<div class="fld<?cs if:form.fields.2.problem ?> bad<?cs /if ?>">
			<label for="f-reason"><?cs var:reason_label ?></label>
			<?cs call:fld_notes(form.fields.2) ?>
			<p class="hint"><?cs var:reason_hint ?></p>
			<textarea class="in" id="f-reason" name="reason" rows="3"<?cs call:fld_about(form.fields.2) ?>>

				<?cs var:form.fields.2.value ?>
			</textarea>
		</div>
		<p class="btns"><button class="btn risk"><?cs var:reason_title ?></button></p>
	</form>

<?cs /def ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/disclosure/"><?cs var:M.disclosure.desk.title ?></a></li>
			<li aria-current="page"><?cs var:item.number ?></li>
		</ol>
	</nav>

	<header class="rv-h">
		<div>
			<h1><?cs var:item.party ?>　<?cs var:item.cause ?></h1>
			<p class="row small">
				<?cs call:tag(item.tag, item.state) ?>
				<span><?cs var:item.number ?></span>
				<span><?cs var:item.agency ?></span>
				<a href="<?cs var:item.case ?>"><?cs var:M.disclosure.desk.case ?></a>
				<?cs if:item.public ?>
					<a href="<?cs var:item.public ?>"><?cs var:M.disclosure.desk.public ?></a>
				<?cs /if ?>
			</p>
		</div>
	</header>

	<?cs call:form_problems() ?>

	<?cs if:item.overtaken ?><?cs call:note("zhu", "", item.overtaken) ?><?cs /if ?>

	<?cs if:may.read_only ?><?cs call:note("", "", M.disclosure.desk.read_only) ?><?cs /if ?>

	<div class="rv pad-s">

		<section class="rv-doc" aria-labelledby="h-doc">
			<div class="rv-bar">
				<h2 id="h-doc"><?cs var:M.disclosure.desk.paper ?></h2>
				<span class="small muted"><?cs var:M.disclosure.desk.paper_hint ?></span>
			</div>

			<article class="paper" tabindex="0" aria-label="<?cs var:M.disclosure.desk.paper ?>">
				<?cs each:pa = paper ?>
					<h3 class="p-h"><?cs var:pa.label ?></h3>
					<p class="pre"><?cs each:pp_one = pa.parts ?><?cs call:paper_part(pp_one) ?><?cs /each ?></p>

				<?cs /each ?>
			</article>
		</section>

		<div class="rv-side stack">

			<section aria-labelledby="h-spans">
				<h2 class="h2" id="h-spans"><?cs var:M.disclosure.desk.spans ?></h2>
				<p class="hint pad-s">
					<?cs if:subcount(spans) ?>
						<?cs var:M.disclosure.desk.spans_hint ?>
					<?cs else ?>
						<?cs var:M.disclosure.desk.spans_none ?>
					<?cs /if ?>
				</p>

				<?cs if:may.confirm ?>
					<form class="form" method="post" action="<?cs var:item.path ?>/spans" novalidate>
						<?cs call:form_hidden() ?>
						<div><?cs each:sp_one = spans ?><?cs call:span_row(sp_one) ?><?cs /each ?></div>

						<details<?cs if:form.fields.1.problem ?> open<?cs /if ?>>
							<summary><?cs var:M.disclosure.desk.add ?></summary>
							<div class="fld pad-s">
								<label for="f-new_field"><?cs var:M.disclosure.desk.add_field ?></label>
								<select class="in" id="f-new_field" name="new_field">
									<?cs each:nf = form.fields.0.options ?>
										<option value="<?cs var:nf.value ?>"<?cs if:nf.on ?> selected<?cs /if ?>>
											<?cs var:nf.label ?>
										</option>
									<?cs /each ?>
								</select>
							</div>
							<div class="fld pad-s<?cs if:form.fields.1.problem ?> bad<?cs /if ?>">
								<label for="f-new_text"><?cs var:M.disclosure.desk.add_text ?></label>
								<p class="hint"><?cs var:M.disclosure.desk.add_hint ?></p>
								<?cs call:fld_notes(form.fields.1) ?>
								<?cs call:fld_input(form.fields.1, "text") ?>
							</div>
						</details>

						<p class="btns">
							<button class="btn<?cs if:may.publish ?> sec<?cs /if ?>">
								<?cs var:M.disclosure.desk.save ?>
							</button>
						</p>
					</form>

				<?cs else ?>
					<?cs each:sp_two = spans ?><?cs call:span_row(sp_two) ?><?cs /each ?>
				<?cs /if ?>
			</section>

		</div>

		<section class="rv-ev" aria-labelledby="h-pre">
			<h2 class="h2" id="h-pre"><?cs var:M.disclosure.desk.preview ?></h2>
			<?cs if:item.waits ?>
				<p class="hint pad-s"><?cs var:M.disclosure.desk.preview_wait ?></p>
			<?cs /if ?>
			<div class="panel pad-s">
				<dl class="facts">
					<?cs each:pv = preview ?>
						<dt><?cs var:pv.label ?></dt>
						<dd class="lines"><?cs var:pv.text ?></dd>
					<?cs /each ?>
				</dl>
				<?cs if:subcount(channels) ?>
					<dl class="facts pad-s">
						<?cs each:ch = channels ?>
							<dt><?cs var:ch.name ?></dt>
							<dd>
								<?cs var:ch.class ?>
								<?cs if:!ch.shown ?> · <?cs var:M.disclosure.desk.not_shown ?><?cs /if ?>
								<br>
								<span class="small muted" lang="zh-CN"><?cs var:ch.source ?></span>
							</dd>
						<?cs /each ?>
					</dl>
				<?cs /if ?>
				<?cs if:item.sha256 ?>
					<p class="small pad-s">
						<?cs var:M.disclosure.desk.digest ?> <span class="hash"><?cs var:item.sha256 ?></span>
					</p>
				<?cs /if ?>
			</div>

			<?cs if:may.publish ?>
				<form class="form pad-s2" method="post" action="<?cs var:item.path ?>/publish">
					<?cs call:form_hidden() ?>
					<p class="hint">
						<?cs if:item.anew ?>
							<?cs var:M.disclosure.desk.anew_hint ?>
						<?cs else ?>
							<?cs var:M.disclosure.desk.publish_hint ?>
						<?cs /if ?>
					</p>
					<p class="btns pad-s"><button class="btn lg"><?cs var:M.disclosure.desk.publish ?></button></p>
				</form>
			<?cs /if ?>

			<?cs if:may.withhold ?>
				<details class="pad-s2"<?cs if:form.fields.2.problem ?> open<?cs /if ?>>
					<summary><?cs var:M.disclosure.desk.withhold ?></summary>
					<div class="pad-s">
						<?cs call:reason_form(withhold_path, M.disclosure.desk.withhold,
								 M.disclosure.desk.withhold_hint, M.disclosure.desk.reason) ?>
					</div>
				</details>
			<?cs /if ?>

			<?cs if:may.withdraw ?>
				<div class="pad-s2">
					<?cs call:reason_form(withdraw_path, M.disclosure.desk.withdraw_do,
							 M.disclosure.desk.withdraw_hint, M.disclosure.desk.reason_inside) ?>
				</div>
			<?cs /if ?>
		</section>

	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
