<?cs # supervise_urge.cs - 行政执法监督督办函, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs include:"document/macros_supervise.cs" ?>
<?cs set:Page.title = "行政执法监督督办函" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("行政执法监督督办函") ?>

	<p><?cs var:doc.about ?>：</p>

	<p>经查，你单位未依法履行下列职责。根据《行政执法监督条例》第二十七条，现予督办，请按期履行并报告结果。</p>

	<?cs call:p_matter() ?>

	<?cs call:p_line("应当履行的职责和依据", doc.input.duty) ?>

	<?cs call:p_text("督办要求", doc.input.demand) ?>

	<?cs call:p_line("履行和报告期限", doc.input.due) ?>

	<p>对本函有异议的，可以书面向本机关提出；提出异议期间不停止执行。</p>

	<?cs call:p_supervisors() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
