<?cs # supervise_proposal.cs - 行政执法监督处理建议, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs include:"document/macros_supervise.cs" ?>
<?cs set:Page.title = "行政执法监督处理建议" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("行政执法监督处理建议") ?>

	<p>本级人民政府：</p>

	<p>根据《行政执法监督条例》第二十九条，建议对下列事项作出行政执法监督决定。</p>

	<?cs call:p_line("监督对象", doc.about) ?>

	<?cs call:p_matter() ?>

	<?cs call:p_line("提请理由", doc.input.reason) ?>

	<?cs call:p_line("建议的决定", doc.input.decision) ?>

	<?cs call:p_text("事实和理由", doc.input.words) ?>

	<?cs call:p_supervisors() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
