<?cs # supervise_registration.cs - 行政执法监督事项登记表, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "行政执法监督事项登记表" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("行政执法监督事项登记表") ?>

	<?cs call:p_line("监督对象", doc.about) ?>

	<?cs call:p_line("事项来源", doc.source) ?>

	<?cs call:p_line("来源编号", doc.source_number) ?>

	<?cs call:p_line("执法行为", doc.act_kind) ?>

	<?cs call:p_line("执法行为或者案件编号", doc.object) ?>

	<?cs call:p_line("监督事由", doc.ground) ?>

	<?cs call:p_line("事项", doc.title) ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
