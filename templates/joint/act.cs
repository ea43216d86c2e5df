<?cs # One act's form.  Data: crumbs, act, form; of a file of lines programme; of an invitation what it is about. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = act.title ?>
<?cs def:file_field() ?>
	<div class="flds">
		<div class="fld wide">
			<label for="f-file"><?cs var:M.joint.file ?></label>
			<p class="hint" id="f-file-h"><?cs var:M.joint.file_hint ?></p>
			<input class="in" type="file" id="f-file" name="file" accept=".csv,text/csv" aria-describedby="f-file-h">
		</div>
	</div>
	<p class="small muted"><?cs var:M.joint.file_example ?></p>
	<p class="hash">
		item,firms,named,from,to,visits,unannounced
		<br>
		JCX-SJ-001,<?cs var:M.joint.file_firms ?>,,
		<?cs var:programme.year ?>-03-01,<?cs var:programme.year ?>-06-30,40,0
	</p>
<?cs /def ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph">
		<h1><?cs var:act.title ?></h1>
		<p class="muted"><?cs var:act.lead ?></p>
	</div>

	<?cs if:about.firm ?>
		<p class="panel pad-s2">
			<b><?cs var:about.firm ?></b>
			<br>
			<span class="num"><?cs var:about.from ?> – <?cs var:about.to ?></span>
			<br>
			<span class="small muted"><?cs var:about.items ?></span>
		</p>
	<?cs /if ?>
	<?cs call:form_problems() ?>
	<?cs if:act.file ?>
		<?cs call:form_begin_files(act.path) ?>
		<?cs call:file_field() ?>
	<?cs else ?>
		<?cs call:form_begin(act.path) ?>
	<?cs /if ?>
	<input type="hidden" name="_version" value="<?cs var:act.version ?>">
	<?cs call:form_fields() ?>
	<?cs call:form_buttons(act.title, act.back) ?>
	<?cs call:form_end() ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
