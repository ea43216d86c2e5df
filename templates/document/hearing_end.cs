<?cs # hearing_end.cs - 终止听证通知书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "终止听证通知书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("终止听证通知书") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("终止情形", doc.input.hearing_end) ?>

	<?cs call:p_line("终止日期", doc.input.ended_on) ?>

	<?cs call:p_text("说明", doc.input.reason) ?>

	<?cs call:p_line("听证主持人", doc.by) ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
