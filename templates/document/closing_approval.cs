<?cs # closing_approval.cs - 结案审批表, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "结案审批表" ?>
<?cs if:doc.heading ?><?cs set:Page.title = doc.heading ?><?cs /if ?>
<?cs def:body() ?>
	<?cs call:paper_begin("结案审批表") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("结案情形", doc.input.ground) ?>

	<?cs call:p_line("人民法院文书案号", doc.input.ruling_no) ?>

	<?cs call:p_line("人民法院文书日期", doc.input.ruling_on) ?>

	<?cs call:p_text("执行情况", doc.input.execution) ?>

	<?cs call:p_text("物品处理", doc.input.goods) ?>

	<?cs call:p_approvals() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
