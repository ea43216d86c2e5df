<?cs # goods_in.cs - 涉案财物入库单, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "涉案财物入库单" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("涉案财物入库单") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("入库日期", doc.input.on_day) ?>

	<?cs call:p_line("保管地点", doc.input.place) ?>

	<?cs call:p_line("保管人", doc.keeper) ?>

	<?cs call:p_items() ?>

	<?cs call:p_line("备注", doc.input.note) ?>

	<?cs call:p_officers() ?>

	<?cs call:p_blank("移交人（签名）") ?>

	<?cs call:p_blank("保管人（签名）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
