<?cs # police_goods_told.cs - 查封（扣押）财物移送告知书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "查封（扣押）财物移送告知书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("查封（扣押）财物移送告知书") ?>

	<?cs call:p_parties() ?>

	<p>
		你（单位）的行为涉嫌犯罪，案件已移送<?cs var:doc.input.receiver ?>。依据《中华人民共和国行政强制法》第二十一条，
		本机关查封、扣押的下列财物随案移送，特此告知。
	</p>

	<?cs call:p_handed_over() ?>

	<?cs call:p_line("告知日期", doc.input.told_on) ?>

	<?cs call:p_line("收件人", doc.input.recipient) ?>

	<?cs call:p_officers() ?>

	<?cs call:p_blank("当事人签收（签名或者盖章）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
