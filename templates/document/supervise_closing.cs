<?cs # supervise_closing.cs - 行政执法监督结案表, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs include:"document/macros_supervise.cs" ?>
<?cs set:Page.title = "行政执法监督结案表" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("行政执法监督结案表") ?>

	<?cs call:p_line("监督对象", doc.about) ?>

	<?cs call:p_matter() ?>

	<?cs call:p_line("结案情形", doc.input.outcome) ?>

	<?cs call:p_text("办理情况", doc.input.words) ?>

	<?cs call:p_supervisors() ?>

	<?cs call:p_approvals() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
