<?cs # supervise_objection.cs - 异议答复, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs include:"document/macros_supervise.cs" ?>
<?cs set:Page.title = "异议答复" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("异议答复") ?>

	<p><?cs var:doc.about ?>：</p>

	<p>你单位对行政执法监督文书提出的异议，经研究，答复如下。</p>

	<?cs call:p_matter() ?>

	<?cs call:p_line("处理结果", doc.input.verdict) ?>

	<?cs call:p_text("理由", doc.input.words) ?>

	<?cs call:p_supervisors() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
