<?cs # supervise_check.cs - 复查意见, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs include:"document/macros_supervise.cs" ?>
<?cs set:Page.title = "复查意见" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("复查意见") ?>

	<p><?cs var:doc.about ?>：</p>

	<p>本机关对你单位报告的情况进行了复查。</p>

	<?cs call:p_matter() ?>

	<?cs call:p_line("复查日期", doc.input.checked_on) ?>

	<?cs call:p_line("复查结果", doc.input.result) ?>

	<?cs call:p_text("复查情况", doc.input.words) ?>

	<?cs call:p_supervisors() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
