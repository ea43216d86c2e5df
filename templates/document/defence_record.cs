<?cs # defence_record.cs - 陈述申辩笔录, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "陈述申辩笔录" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("陈述申辩笔录") ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("方式", doc.input.kind) ?>

	<?cs call:p_line("日期", doc.input.on_day) ?>

	<?cs call:p_text("内容", doc.input.content) ?>

	<?cs call:p_officers() ?>

	<?cs call:p_blank("陈述申辩人（签名）") ?>

	<?cs call:p_blank("记录人（签名）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
