<?cs # measure_release.cs - 解除强制措施决定书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "解除强制措施决定书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("解除强制措施决定书") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("措施", doc.input.measure) ?>

	<?cs call:p_line("解除日期", doc.input.released_on) ?>

	<?cs call:p_line("处理方式", doc.input.disposal) ?>

	<?cs call:p_text("理由", doc.input.reason) ?>

	<?cs call:p_approvals() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
