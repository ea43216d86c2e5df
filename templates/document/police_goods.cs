<?cs # police_goods.cs - 涉案财物移交清单, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "涉案财物移交清单" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("涉案财物移交清单") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_handed_over() ?>

	<?cs call:p_text("其他材料", doc.input.papers) ?>

	<?cs call:p_line("移交日期", doc.input.handed_on) ?>

	<?cs call:p_line("移交地点", doc.input.place) ?>

	<?cs call:p_line("接收人", doc.input.receiver_person) ?>

	<?cs call:p_officers() ?>

	<?cs call:p_blank("接收单位（签名并盖章）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
