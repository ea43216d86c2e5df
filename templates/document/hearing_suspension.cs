<?cs # hearing_suspension.cs - 中止听证通知书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "中止听证通知书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("中止听证通知书") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("中止情形", doc.input.hearing_suspension) ?>

	<?cs call:p_line("中止日期", doc.input.from_day) ?>

	<?cs call:p_text("说明", doc.input.reason) ?>

	<p>中止的情形消失后恢复听证，时间、地点另行通知。</p>

	<?cs call:p_line("听证主持人", doc.by) ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
