<?cs # One act's form.  Data: programme (none: one is opened), act, form. ?>
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
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/joint/programme/"><?cs var:M.menu.programme ?></a></li>
			<?cs if:programme.href ?>
				<li>
					<a href="<?cs var:programme.href ?>"><?cs var:programme.agency ?> <?cs var:programme.year ?></a>
				</li>
			<?cs /if ?>
			<li aria-current="page"><?cs var:act.title ?></li>
		</ol>
	</nav>

	<div class="ph">
		<h1><?cs var:act.title ?></h1>
		<p class="muted"><?cs var:act.lead ?></p>
	</div>

	<?cs call:form_problems() ?>
	<?cs if:act.file ?>
		<?cs call:form_begin_files(act.path) ?>
		<?cs call:file_field() ?>
	<?cs else ?>
		<?cs call:form_begin(act.path) ?>
	<?cs /if ?>
	<input type="hidden" name="_version" value="<?cs var:programme.version ?>">
	<?cs call:form_fields() ?>
	<?cs call:form_buttons(act.title, act.back) ?>
	<?cs call:form_end() ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
