<?cs # macros.cs - parts of pages.  Include it first: include:"macros.cs".  Texts come in already translated: M.<key>
	is the catalogue, values of the page are escaped here. ?>

<?cs # tag(kind, text): kind "", dai, song, amber, zhu ?>
<?cs def:tag(tag_kind, tag_text) ?><span class="tag <?cs var:tag_kind ?>"><?cs var:tag_text ?></span><?cs /def ?>

<?cs # card(kind, text): kind y or r ?>
<?cs def:card(card_kind, card_text) ?><span class="card <?cs var:card_kind ?>"><?cs var:card_text ?></span><?cs /def ?>

<?cs # note(kind, title, text): a boxed remark; title or text may be "" ?>
<?cs def:note(note_kind, note_title, note_text) ?>
	<div class="note <?cs var:note_kind ?>">
		<?cs if:note_title ?>
			<h2><?cs var:note_title ?></h2>
		<?cs /if ?>
		<?cs if:note_text ?>
			<p><?cs var:note_text ?></p>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs # facts(list): list.<i>.{label,value,href?,kind?}; kind zh, ok, num or hash ?>
<?cs def:facts_rows(fact_list) ?>
	<?cs each:fact = fact_list ?>
		<dt><?cs var:fact.label ?></dt>
		<dd<?cs if:fact.kind ?> class="<?cs var:fact.kind ?>"<?cs /if ?>>
			<?cs if:fact.href ?>
				<a href="<?cs var:fact.href ?>"><?cs var:fact.value ?></a>
			<?cs else ?>
				<?cs var:fact.value ?>
			<?cs /if ?>
		</dd>

	<?cs /each ?>
<?cs /def ?>
<?cs def:facts(facts_list) ?>
	<dl class="facts"><?cs call:facts_rows(facts_list) ?></dl>
<?cs /def ?>

<?cs def:facts_tight(facts_list) ?>
	<dl class="facts tight"><?cs call:facts_rows(facts_list) ?></dl>
<?cs /def ?>

<?cs # empty(title, text): nothing to show, and what comes next ?>
<?cs def:empty(empty_title, empty_text) ?>
	<div class="empty">
		<svg width="40" height="56" viewBox="0 0 40 56" aria-hidden="true" focusable="false">
			<path d="M20 0v28" stroke="#7f8f92" stroke-width="2"/>
			<path d="M20 24l10 14-10 16-10-16z" fill="#d4dbda"/>
		</svg>
		<p><b><?cs var:empty_title ?></b></p>
		<?cs if:empty_text ?>
			<p class="small"><?cs var:empty_text ?></p>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs # steps(list, label, brief): list.<i>.{title,small?,state: done|now|""}; brief = "第 7 步，共 9 步", shown on
	phones ?>
<?cs def:steps(steps_list, steps_label, steps_brief) ?>
	<?cs if:steps_brief ?>
		<p class="steps-m"><?cs var:steps_brief ?></p>
	<?cs /if ?>
	<ol class="steps brief pad-s2" aria-label="<?cs var:steps_label ?>">

		<?cs each:step = steps_list ?>
			<li<?cs if:step.state ?> class="<?cs var:step.state ?>"
					<?cs if:step.state == "now" ?> aria-current="step"<?cs /if ?><?cs /if ?>>
				<?cs var:step.title ?><?cs if:step.small ?><small><?cs var:step.small ?></small><?cs /if ?>
			</li>

		<?cs /each ?>
	</ol>

<?cs /def ?>
<?cs # plumb(list): the plumb-line timeline; list.<i>.{title,text?,href?,state: ""|now|todo} ?>
<?cs def:plumb(plumb_list) ?>
	<ol class="plumb pad-s">

		<?cs each:bob = plumb_list ?>
			<li<?cs if:bob.state ?> class="<?cs var:bob.state ?>"<?cs /if ?>>
				<h3>
					<?cs if:bob.href ?>
						<a href="<?cs var:bob.href ?>"><?cs var:bob.title ?></a>
					<?cs else ?>
						<?cs var:bob.title ?>
					<?cs /if ?>
				</h3>
				<?cs if:bob.text ?>
					<p class="small muted"><?cs var:bob.text ?></p>
				<?cs /if ?>
			</li>

		<?cs /each ?>
	</ol>

<?cs /def ?>
<?cs # crumb(list): list.<i>.{label,href?}; the last one has no href ?>
<?cs def:crumb(crumb_list) ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<?cs each:crumb_at = crumb_list ?>
				<li<?cs if:!crumb_at.href ?> aria-current="page"<?cs /if ?>>
					<?cs if:crumb_at.href ?>
						<a href="<?cs var:crumb_at.href ?>"><?cs var:crumb_at.label ?></a>
					<?cs else ?>
						<?cs var:crumb_at.label ?>
					<?cs /if ?>
				</li>
			<?cs /each ?>
		</ol>
	</nav>

<?cs /def ?>
<?cs # tabs(list, label): list.<i>.{label,href,n?,current?} ?>
<?cs def:tabs(tabs_list, tabs_label) ?>
	<nav class="tabs" aria-label="<?cs var:tabs_label ?>">
		<?cs each:tab = tabs_list ?>
			<a href="<?cs var:tab.href ?>"<?cs if:tab.current ?> aria-current="page"<?cs /if ?>>
				<?cs var:tab.label ?><?cs if:tab.n ?><span class="c"><?cs var:tab.n ?></span><?cs /if ?>
			</a>
		<?cs /each ?>
	</nav>

<?cs /def ?>
<?cs # pager(prev, next): hrefs of the pages by key, "" when there is none ?>
<?cs def:pager(pager_prev, pager_next) ?>
	<?cs if:pager_prev || pager_next ?>
		<nav class="pager" aria-label="<?cs var:M.nav.pages ?>">
			<?cs if:pager_prev ?><a rel="prev" href="<?cs var:pager_prev ?>"><?cs var:M.nav.prev ?></a><?cs /if ?>
			<?cs if:pager_next ?><a rel="next" href="<?cs var:pager_next ?>"><?cs var:M.nav.next ?></a><?cs /if ?>
		</nav>

	<?cs /if ?>
<?cs /def ?>
<?cs # ---- forms.  A page: call:form_problems(), then call:form_begin(action), call:form_fields(), buttons,
	call:form_end() ?>
<?cs # the unseen button is what the Enter key presses: not "add a row" ?>
<?cs def:form_hidden() ?>
	<input type="hidden" name="_csrf" value="<?cs var:form.csrf ?>">
	<input type="hidden" name="_key" value="<?cs var:form.key ?>">
	<?cs if:form.page ?>
		<input type="hidden" name="_page" value="<?cs var:form.page ?>">
	<?cs /if ?>
	<?cs if:Lang.field ?>
		<input type="hidden" name="lang" value="en">
	<?cs /if ?>
<?cs /def ?>

<?cs def:form_begin(form_action) ?>
	<form class="form" method="post" action="<?cs var:form_action ?>" novalidate>

	<?cs call:form_hidden() ?>
	<button class="vh" tabindex="-1" aria-hidden="true"><?cs var:M.form.save ?></button>

<?cs /def ?>
<?cs def:form_begin_files(form_action) ?>
	<form class="form" method="post" action="<?cs var:form_action ?>" enctype="multipart/form-data" novalidate>

	<?cs call:form_hidden() ?>
	<button class="vh" tabindex="-1" aria-hidden="true"><?cs var:M.form.save ?></button>

<?cs /def ?>
<?cs # what is typed is saved as a draft by the script, which says so here ?>
<?cs def:form_end() ?>
	<?cs if:form.page && subcount(form.fields) ?>
		<p class="draft" role="status" data-draft="<?cs var:M.form.draft_saved ?>"
				 data-away="<?cs var:M.form.draft_away ?>" data-ended="<?cs var:M.form.draft_ended ?>"
				 data-secrecy="<?cs var:M.form.draft_secrecy ?>"></p>
	<?cs /if ?>
	</form>

<?cs /def ?>
<?cs # one primary action, and the way back ?>
<?cs def:form_buttons(buttons_label, buttons_back) ?>
	<p class="btns">
		<button class="btn"><?cs var:buttons_label ?></button>
		<?cs if:buttons_back ?><a href="<?cs var:buttons_back ?>"><?cs var:M.form.cancel ?></a><?cs /if ?>
	</p>

<?cs /def ?>
<?cs # the form is shown as it was typed before, and not sent ?>
<?cs def:form_draft() ?>
	<?cs if:form.drafted ?>
		<div class="note amber stack-s draft-note" role="status">
			<h2><?cs var:form.draft.said ?></h2>
			<p><?cs var:M.form.draft_help ?></p>
			<?cs if:form.draft.files ?>
				<p><?cs var:M.form.draft_files ?></p>
			<?cs /if ?>
			<form method="post" action="/desk/draft/drop">
				<input type="hidden" name="_csrf" value="<?cs var:form.csrf ?>">
				<input type="hidden" name="_page" value="<?cs var:form.draft.page ?>">
				<input type="hidden" name="_path" value="<?cs var:form.draft.path ?>">
				<button class="linkbtn"><?cs var:M.form.draft_drop ?></button>
			</form>
		</div>

	<?cs /if ?>
<?cs /def ?>
<?cs def:form_problems() ?>
	<?cs call:form_draft() ?>
	<?cs if:subcount(form.problems) > #0 ?>
		<div class="note zhu summary stack-s" role="alert" tabindex="-1">
			<h2><?cs var:form.problem_count ?></h2>
			<ul>
				<?cs each:trouble = form.problems ?>
					<li>
						<?cs if:trouble.field ?>
							<a href="#f-<?cs var:trouble.field ?>"><?cs var:trouble.text ?></a>
						<?cs else ?>
							<?cs var:trouble.text ?>
						<?cs /if ?>
					</li>
				<?cs /each ?>
			</ul>
		</div>

	<?cs /if ?>
<?cs /def ?>
<?cs def:fld_class(fc) ?>
	fld<?cs if:fc.wide ?> wide<?cs /if ?><?cs if:fc.problem ?> bad<?cs /if ?>
<?cs /def ?>

<?cs def:fld_cap(fo) ?>
	<?cs var:fo.label ?><?cs if:!fo.required ?> <span class="cap"><?cs var:M.form.optional ?></span><?cs /if ?>
<?cs /def ?>

<?cs def:fld_described(fe) ?>
	<?cs if:fe.problem && fe.hint ?>
		 aria-describedby="f-<?cs var:fe.name ?>-e f-<?cs var:fe.name ?>-h"
	<?cs elif:fe.problem ?>
		 aria-describedby="f-<?cs var:fe.name ?>-e"
	<?cs elif:fe.hint ?>
		 aria-describedby="f-<?cs var:fe.name ?>-h"
	<?cs /if ?>
<?cs /def ?>

<?cs def:fld_about(fa) ?>
	<?cs if:fa.problem ?> aria-invalid="true"<?cs /if ?>
	<?cs call:fld_described(fa) ?>
<?cs /def ?>

<?cs def:fld_notes(fn) ?>
	<?cs if:fn.hint ?>
		<p class="hint" id="f-<?cs var:fn.name ?>-h"><?cs var:fn.hint ?></p>
	<?cs /if ?>
	<?cs if:fn.problem ?>
		<p class="err" id="f-<?cs var:fn.name ?>-e"><?cs var:fn.problem ?></p>
	<?cs /if ?>
<?cs /def ?>

<?cs def:fld_input(fi, input_type) ?>
	<input class="in" type="<?cs var:input_type ?>" id="f-<?cs var:fi.name ?>" name="<?cs var:fi.name ?>"
			 value="<?cs var:fi.value ?>" autocomplete="off"<?cs call:fld_about(fi) ?>>
<?cs /def ?>

<?cs def:fld_control(fl) ?>
	<?cs if:fl.type == "text" ?>
		<textarea class="in" id="f-<?cs var:fl.name ?>" name="<?cs var:fl.name ?>" rows="5"
				<?cs if:fl.fixed ?> readonly<?cs /if ?><?cs call:fld_about(fl) ?>>

			<?cs var:fl.value ?>
		</textarea>

	<?cs elif:fl.type == "day" && !fl.plain ?>
		<?cs call:fld_input(fl, "date") ?>

	<?cs elif:fl.type == "time" && !fl.plain ?>
		<?cs call:fld_input(fl, "datetime-local") ?>

	<?cs elif:fl.type == "money" ?>
		<input class="in money" type="text" inputmode="decimal" id="f-<?cs var:fl.name ?>" name="<?cs var:fl.name ?>"
				 value="<?cs var:fl.value ?>" autocomplete="off"<?cs call:fld_about(fl) ?>>

	<?cs elif:fl.type == "number" ?>
		<input class="in number" type="text" inputmode="numeric" id="f-<?cs var:fl.name ?>" name="<?cs var:fl.name ?>"
				 value="<?cs var:fl.value ?>" autocomplete="off"<?cs call:fld_about(fl) ?>>

	<?cs elif:fl.select ?>
		<select class="in" id="f-<?cs var:fl.name ?>" name="<?cs var:fl.name ?>"<?cs call:fld_about(fl) ?>>
			<option value=""><?cs var:M.form.choose ?></option>
			<?cs each:pick = fl.options ?>
				<option value="<?cs var:pick.value ?>"<?cs if:pick.on ?> selected<?cs /if ?>>
					<?cs var:pick.label ?>
				</option>
			<?cs /each ?>
		</select>

	<?cs else ?>
		<?cs call:fld_input(fl, "text") ?>

	<?cs /if ?>
<?cs /def ?>
<?cs # a group of radio buttons or check boxes; the first one carries the id that the summary links to ?>
<?cs def:fld_group(fg, box_type) ?>
	<fieldset class="<?cs call:fld_class(fg) ?>"<?cs call:fld_described(fg) ?>>
		<legend><?cs call:fld_cap(fg) ?></legend>
		<?cs call:fld_notes(fg) ?>
		<div class="opts">
			<?cs each:pick = fg.options ?>
				<label class="opt">
					<input type="<?cs var:box_type ?>" <?cs if:first(pick) ?>id="f-<?cs var:fg.name ?>" <?cs /if ?>
							name="<?cs var:fg.name ?>" value="<?cs var:pick.value ?>"
							<?cs if:pick.on ?> checked<?cs /if ?>>
					<span><?cs var:pick.label ?></span>
				</label>
			<?cs /each ?>
		</div>
	</fieldset>

<?cs /def ?>
<?cs def:fld(fx) ?>
	<?cs if:fx.type == "tick" ?>
		<div class="<?cs call:fld_class(fx) ?>">
			<?cs call:fld_notes(fx) ?>
			<label class="tick">
				<input type="checkbox" id="f-<?cs var:fx.name ?>" name="<?cs var:fx.name ?>" value="1"
						<?cs if:fx.on ?> checked<?cs /if ?><?cs call:fld_about(fx) ?>>
				<span><?cs var:fx.label ?></span>
			</label>
		</div>

	<?cs elif:fx.type == "choices" || fx.type == "refs" ?>
		<?cs call:fld_group(fx, "checkbox") ?>

	<?cs elif:(fx.type == "choice" || fx.type == "ref") && !fx.select ?>
		<?cs call:fld_group(fx, "radio") ?>

	<?cs else ?>
		<div class="<?cs call:fld_class(fx) ?>">
			<label for="f-<?cs var:fx.name ?>"><?cs call:fld_cap(fx) ?></label>
			<?cs call:fld_notes(fx) ?>
			<?cs call:fld_control(fx) ?>
		</div>

	<?cs /if ?>
<?cs /def ?>
<?cs # rows: one fieldset a row; the button works without a script: the server answers with one row more ?>
<?cs def:fld_rows(fr) ?>
	<fieldset class="<?cs call:fld_class(fr) ?>" id="f-<?cs var:fr.name ?>" tabindex="-1"
			<?cs call:fld_described(fr) ?>>
		<legend><?cs call:fld_cap(fr) ?></legend>
		<?cs call:fld_notes(fr) ?>

		<?cs each:line = fr.rows ?>
			<fieldset class="rowset">
				<legend><?cs var:line.label ?></legend>
				<div class="flds"><?cs each:cell = line.fields ?><?cs call:fld(cell) ?><?cs /each ?></div>
			</fieldset>

		<?cs /each ?>
		<?cs if:fr.more ?>
			<button class="btn sec sm" name="_more" value="<?cs var:fr.name ?>" data-max="<?cs var:fr.row_max ?>">
				<?cs var:M.form.more ?>
			</button>
		<?cs /if ?>

	</fieldset>

<?cs /def ?>
<?cs def:form_fields() ?>
	<div class="flds">

		<?cs each:form_field = form.fields ?>
			<?cs if:form_field.type == "rows" ?>
				<?cs call:fld_rows(form_field) ?>
			<?cs else ?>
				<?cs call:fld(form_field) ?>
			<?cs /if ?>

		<?cs /each ?>
	</div>

<?cs /def ?>
