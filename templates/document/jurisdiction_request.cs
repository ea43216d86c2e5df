<?cs # jurisdiction_request.cs - 报请指定管辖函, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "报请指定管辖函" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("报请指定管辖函") ?>

	<?cs call:p_line("报送机关", doc.input.superior) ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("另一方机关", doc.input.other_agency) ?>

	<?cs call:p_text("管辖异议和理由", doc.input.reason) ?>

	<p>请予指定管辖。</p>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
