<?cs # supervise_notice.cs - 行政执法监督通知书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs include:"document/macros_supervise.cs" ?>
<?cs set:Page.title = "行政执法监督通知书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("行政执法监督通知书") ?>

	<p><?cs var:doc.about ?>：</p>

	<p>根据《行政执法监督条例》，本机关对下列事项开展行政执法监督，请按期自查并提交书面说明和有关材料。</p>

	<?cs call:p_matter() ?>

	<?cs call:p_text("要求说明的内容", doc.input.demand) ?>

	<?cs call:p_line("提交期限", doc.input.due) ?>

	<?cs call:p_supervisors() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
