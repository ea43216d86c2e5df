<?cs # measure_extension.cs - 延长强制措施期限决定书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "延长强制措施期限决定书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("延长强制措施期限决定书") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("措施", doc.input.measure) ?>

	<?cs call:p_text("延长理由", doc.input.reason) ?>

	<?cs call:p_approvals() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
