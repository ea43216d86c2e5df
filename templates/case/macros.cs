<?cs # Parts of a case's pages.  Data: case.*, crumbs, officers (cgi/caseflow/view.c). ?>
<?cs def:case_tags() ?>
	<?cs if:case.major ?> <?cs call:tag("zhu", M.case.major) ?><?cs /if ?>
	 <?cs if:case.ended ?><?cs call:tag("", case.state) ?><?cs else ?><?cs call:tag("dai", case.state) ?><?cs /if ?>
<?cs /def ?>

<?cs def:case_facts_line() ?>
	<p class="row small">
		<?cs if:case.number != case.title ?><span class="nowrap"><?cs var:case.number ?></span><?cs /if ?>
		<span class="nowrap"><?cs var:case.procedure ?></span>
		<?cs if:case.officers ?><span><?cs var:case.officers ?></span><?cs /if ?>
		<?cs if:case.unit ?><span><?cs var:case.unit ?></span><?cs /if ?>
		<?cs call:case_tags() ?>
	</p>
<?cs /def ?>

<?cs # what was entered: lines.<i>.{heading | label, value} ?>
<?cs def:sheet_of(sheet_lines) ?>
	<dl class="facts tight sheet">
		<?cs each:sl = sheet_lines ?>
			<?cs if:sl.heading ?>
				<dt class="wide"><?cs var:sl.heading ?></dt>
				<dd class="vh"></dd>
			<?cs else ?>
				<dt><?cs var:sl.label ?></dt>
				<dd class="lines"><?cs var:sl.value ?></dd>
			<?cs /if ?>
		<?cs /each ?>
	</dl>
<?cs /def ?>

<?cs # steps of the record on the plumb line: who, when, what was entered ?>
<?cs def:record_of(record_lines) ?>
	<ol class="plumb record">
		<?cs each:rec = record_lines ?>
			<li>
				<h3><?cs var:rec.title ?> <small class="muted"><?cs var:rec.step ?></small></h3>
				<p class="small muted">
					<?cs var:rec.actor ?><?cs if:rec.deputy ?> <?cs call:tag("amber", rec.deputy) ?><?cs /if ?>
					　<span class="num"><?cs var:rec.at ?></span>
					<?cs if:rec.occurred ?>
						　<?cs var:M.case.occurred ?> <span class="num"><?cs var:rec.occurred ?></span>
					<?cs /if ?>
				</p>
				<?cs if:subcount(rec.sheet) ?><?cs call:sheet_of(rec.sheet) ?><?cs /if ?>
			</li>

		<?cs /each ?>
	</ol>
<?cs /def ?>

<?cs # until when a decision may be fought, when the court may be asked, and why (cgi/caseflow/remedy.c) ?>
<?cs def:remedy_facts(rt) ?>
	<dl class="facts tight">
		<dt><?cs var:M.case.remedy_state ?></dt>
		<dd>
			<?cs var:rt.state ?>
			<?cs if:rt.provisional ?> <?cs call:tag("amber", M.home.provisional) ?><?cs /if ?>
		</dd>
		<?cs if:rt.review_until ?>
			<dt><?cs var:M.case.remedy_review ?></dt>
			<dd class="num"><?cs var:rt.review_until ?></dd>
		<?cs /if ?>
		<?cs if:rt.suit_until ?>
			<dt><?cs var:M.case.remedy_suit ?></dt>
			<dd class="num"><?cs var:rt.suit_until ?></dd>
		<?cs /if ?>
		<?cs if:rt.until ?>
			<dt><?cs var:M.case.remedy_until ?></dt>
			<dd class="num"><b><?cs var:rt.until ?></b></dd>
		<?cs /if ?>
		<?cs if:rt.court_from ?>
			<dt><?cs var:M.case.court_window ?></dt>
			<dd>
				<span class="num"><?cs var:rt.court_from ?> – <?cs var:rt.court_until ?></span>
				 <?cs call:tag(rt.court_kind, rt.court_tag) ?>
			</dd>
		<?cs /if ?>
	</dl>
	<details class="how">
		<summary>
			<?cs var:M.case.derivation ?>
			<span class="vh"><?cs var:M.home.colon ?><?cs var:M.case.remedy ?></span>
		</summary>
		<ol class="small">
			<?cs each:rs = rt.steps ?>
				<li>
					<?cs var:rs.text ?>
					<?cs if:rs.source ?> <span class="muted"><?cs var:rs.source ?></span><?cs /if ?>
				</li>
			<?cs /each ?>
		</ol>
	</details>
<?cs /def ?>

<?cs # the form's fields, a heading where a group begins ?>
<?cs def:act_fields() ?>
	<div class="flds">

		<?cs each:af = form.fields ?>
			<?cs if:af.heading ?>
				<h2 class="h2 wide"><?cs var:af.heading ?></h2>
			<?cs /if ?>

			<?cs if:af.type == "rows" ?><?cs call:fld_rows(af) ?><?cs else ?><?cs call:fld(af) ?><?cs /if ?>

		<?cs /each ?>
	</div>

<?cs /def ?>
<?cs # the second officer signs on the first officer's screen ?>
<?cs def:cosign_here(cs_path, cs_officer, cs_id) ?>
	<form class="row cosign-here" method="post" action="<?cs var:cs_path ?>" autocomplete="off">
		<?cs call:form_hidden() ?>
		<div class="fld">
			<label for="<?cs var:cs_id ?>-u"><?cs var:M.cosign.username ?></label>
			<input class="in" id="<?cs var:cs_id ?>-u" name="username" autocomplete="off" autocapitalize="none"
					 spellcheck="false">
		</div>
		<div class="fld">
			<label for="<?cs var:cs_id ?>-c"><?cs var:M.cosign.code ?></label>
			<input class="in" id="<?cs var:cs_id ?>-c" name="code" inputmode="numeric" maxlength="9"
					 autocomplete="off">
		</div>
		<button class="btn sec" name="_way" value="sign">
			<?cs var:M.cosign.here ?><span class="vh"><?cs var:M.home.colon ?><?cs var:cs_officer ?></span>
		</button>
	</form>
<?cs /def ?>

<?cs # same_files(): other clues and open cases of the same firm, a hint ?>
<?cs def:same_files() ?>
	<?cs if:subcount(same) ?>
		<section class="note amber" aria-labelledby="h-same">
			<h2 id="h-same"><?cs var:M.case.same ?></h2>
			<p class="small"><?cs var:M.case.same_text ?></p>
			<ul class="plain pad-s">
				<?cs each:sf = same ?>
					<li>
						<a href="<?cs var:sf.href ?>"><?cs var:sf.number ?>　<?cs var:sf.title ?></a>
						<br>
						<span class="small muted">
							<?cs var:sf.state ?>　<?cs var:sf.agency ?>
							　<span class="num"><?cs var:sf.opened_on ?></span>
						</span>
					</li>
				<?cs /each ?>
			</ul>
		</section>

	<?cs /if ?>
<?cs /def ?>
