<?cs # test_notice.cs - 检测（检验、检疫、技术鉴定）期间告知书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "检测（检验、检疫、技术鉴定）期间告知书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("检测（检验、检疫、技术鉴定）期间告知书") ?>

	<?cs call:p_parties() ?>

	<p>
		本机关对你（单位）被查封（扣押）的财物进行<?cs var:doc.input.test_kind ?>。依据《中华人民共和国行政强制法》
		第二十五条，查封（扣押）的期间不包括下列期间，费用由本机关承担。
	</p>

	<?cs call:p_line("查封（扣押）的财物", doc.input.measure) ?>

	<?cs call:p_line("机构", doc.input.body) ?>

	<?cs call:p_line("期间起", doc.input.from_day) ?>

	<?cs call:p_line("期间止", doc.input.until_day) ?>

	<?cs call:p_line("告知日期", doc.input.told_on) ?>

	<?cs call:p_line("收件人", doc.input.recipient) ?>

	<?cs call:p_officers() ?>

	<?cs call:p_blank("当事人签收（签名或者盖章）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
