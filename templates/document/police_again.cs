<?cs # police_again.cs - 提请复议函, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "提请复议函" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("提请复议函") ?>

	<?cs if:doc.receiver ?>
		<p><?cs var:doc.receiver ?>：</p>
	<?cs /if ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<p>公安机关对本机关移送的上述案件决定不予立案。本机关认为依法应当立案，提请复议。</p>

	<?cs call:p_text("理由和依据", doc.input.reason) ?>

	<?cs call:p_line("提请日期", doc.input.asked_on) ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
