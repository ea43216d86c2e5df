<?cs # macros_supervise.cs - parts of papers of supervision.  Data: doc.* is the frozen data. ?>
<?cs def:p_matter() ?>
	<?cs call:p_line("监督事项", doc.title) ?>
	<?cs call:p_line("事项编号", doc.matter) ?>
	<?cs call:p_line("执法行为", doc.act_kind) ?>
	<?cs call:p_line("执法行为或者案件编号", doc.object) ?>
<?cs /def ?>
<?cs def:p_supervisors() ?>
	<?cs if:doc.first ?>
		<p class="p-f"><b>监督人员：</b><?cs var:doc.first ?>、<?cs var:doc.second ?></p>
	<?cs /if ?>
<?cs /def ?>
