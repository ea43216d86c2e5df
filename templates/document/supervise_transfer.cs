<?cs # supervise_transfer.cs - 问题线索移送函, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs include:"document/macros_supervise.cs" ?>
<?cs set:Page.title = "问题线索移送函" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("问题线索移送函") ?>

	<p><?cs var:doc.input.receiver_name ?>：</p>

	<p>本机关在行政执法监督中发现下列问题线索，现予移送，请依法处理。</p>

	<?cs call:p_line("涉及单位", doc.about) ?>

	<?cs call:p_matter() ?>

	<?cs call:p_text("线索内容", doc.input.words) ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
