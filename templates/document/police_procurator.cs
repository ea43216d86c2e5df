<?cs # police_procurator.cs - 建议立案监督函, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "建议立案监督函" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("建议立案监督函") ?>

	<p><?cs var:doc.input.body ?>：</p>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<p>本机关移送的上述案件，公安机关决定不予立案。本机关认为依法应当立案，建议依法进行立案监督。</p>

	<?cs call:p_text("理由和依据", doc.input.reason) ?>

	<?cs call:p_line("提出日期", doc.input.asked_on) ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
