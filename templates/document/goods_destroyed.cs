<?cs # goods_destroyed.cs - 罚没物品处理记录, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "罚没物品处理记录" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("罚没物品处理记录") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("处理日期", doc.input.on_day) ?>

	<?cs call:p_line("处理地点", doc.input.place) ?>

	<?cs call:p_line("处理方式", doc.input.way) ?>

	<?cs call:p_line("依据", doc.input.basis) ?>

	<?cs call:p_items() ?>

	<?cs call:p_text("处理经过", doc.input.course) ?>

	<?cs call:p_officers() ?>

	<?cs call:p_blank("处理人（签名）") ?>

	<?cs call:p_blank("监督人（签名）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
