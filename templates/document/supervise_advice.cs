<?cs # supervise_advice.cs - 行政执法监督意见书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs include:"document/macros_supervise.cs" ?>
<?cs set:Page.title = "行政执法监督意见书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("行政执法监督意见书") ?>

	<p><?cs var:doc.about ?>：</p>

	<p>
		经查，你单位的下列行政执法行为违法或者明显不当。根据《行政执法监督条例》第二十八条，提出以下监督意见，
		请按期纠正并书面报告。
	</p>

	<?cs call:p_matter() ?>

	<?cs call:p_text("违法或者明显不当的情形", doc.input.faults) ?>

	<?cs call:p_line("依据", doc.input.basis) ?>

	<?cs call:p_text("监督意见", doc.input.demand) ?>

	<?cs call:p_line("纠正和报告期限", doc.input.due) ?>

	<p>对本意见书有异议的，可以书面向本机关提出；提出异议期间不停止执行。</p>

	<?cs call:p_supervisors() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
