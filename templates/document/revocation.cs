<?cs # revocation.cs - 撤销行政处罚决定书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "撤销行政处罚决定书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("撤销行政处罚决定书") ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("撤销原因", doc.input.cause) ?>

	<?cs call:p_text("理由", doc.input.reason) ?>

	<p>决定撤销原行政处罚决定。</p>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
