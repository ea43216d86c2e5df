<?cs # goods_out.cs - 涉案财物出库单, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "涉案财物出库单" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("涉案财物出库单") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("出库日期", doc.input.on_day) ?>

	<?cs call:p_line("出库事由", doc.input.reason) ?>

	<?cs call:p_line("保管人", doc.keeper) ?>

	<?cs call:p_items() ?>

	<?cs call:p_officers() ?>

	<?cs call:p_blank("保管人（签名）") ?>

	<?cs call:p_blank("领取人（签名）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
