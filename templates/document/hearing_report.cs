<?cs # hearing_report.cs - 听证报告, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "听证报告" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("听证报告") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_text("听证情况", doc.input.report) ?>

	<?cs call:p_text("处理意见", doc.input.opinion) ?>

	<?cs call:p_line("听证主持人", doc.by) ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
