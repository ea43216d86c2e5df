<?cs # test_result.cs - 检测（检验、检疫、技术鉴定）结果告知书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "检测（检验、检疫、技术鉴定）结果告知书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("检测（检验、检疫、技术鉴定）结果告知书") ?>

	<?cs call:p_parties() ?>

	<p>你（单位）被查封（扣押）的财物，经<?cs var:doc.body ?>检测（检验、检疫、技术鉴定），现将结果告知如下。</p>

	<?cs call:p_line("报告编号", doc.input.number) ?>

	<?cs call:p_line("结束日期", doc.input.ended_on) ?>

	<?cs call:p_text("结果", doc.input.result) ?>

	<p>你（单位）对结果有异议的，可以向本机关提出。</p>

	<?cs call:p_line("告知日期", doc.input.told_on) ?>

	<?cs call:p_line("收件人", doc.input.recipient) ?>

	<?cs call:p_officers() ?>

	<?cs call:p_blank("当事人签收（签名或者盖章）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
