<?cs # goods_sale.cs - 先行处置物品通知书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "先行处置物品通知书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("先行处置物品通知书") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<p>因下列物品不宜长期保存，经本机关负责人批准，依法先行处置。先行处置所得款项按照涉案现金管理。</p>

	<?cs call:p_items() ?>

	<?cs call:p_text("理由", doc.input.reason) ?>

	<?cs call:p_line("权利人同意、申请或者公告", doc.input.consent) ?>

	<?cs call:p_line("处置方式", doc.input.way) ?>

	<?cs call:p_line("处置日期", doc.input.on_day) ?>

	<?cs call:p_line("所得款项", doc.input.proceeds) ?>

	<?cs call:p_contact() ?>

	<?cs call:p_approvals() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
