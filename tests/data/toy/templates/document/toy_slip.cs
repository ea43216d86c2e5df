<?cs # toy_slip.cs - 玩具登记单, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "玩具登记单" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("玩具登记单") ?>

	<?cs call:p_line("名称", doc.input.name) ?>

	<?cs call:p_line("颜色", doc.input.colour) ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
