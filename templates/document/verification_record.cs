<?cs # verification_record.cs - 核查记录, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "核查记录" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("核查记录") ?>

	<?cs call:p_officers() ?>

	<?cs call:p_line("核查时间", doc.input.checked_at) ?>

	<?cs call:p_line("核查地点", doc.input.place) ?>

	<?cs call:p_text("核查情况", doc.input.finding) ?>

	<?cs call:p_line("建议", doc.input.suggestion) ?>

	<?cs call:p_line("共同核查人员", doc.input.second) ?>

	<?cs call:p_blank("核查人员（签名）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
