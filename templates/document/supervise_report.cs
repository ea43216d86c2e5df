<?cs # supervise_report.cs - 情况报告, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs include:"document/macros_supervise.cs" ?>
<?cs set:Page.title = "情况报告" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("情况报告") ?>

	<p><?cs var:doc.body ?>：</p>

	<p>根据行政执法监督文书的要求，现将有关情况报告如下。</p>

	<?cs call:p_matter() ?>

	<?cs call:p_text("自查、履行或者纠正情况", doc.input.answer) ?>

	<?cs call:p_line("完成日期", doc.input.done_on) ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
