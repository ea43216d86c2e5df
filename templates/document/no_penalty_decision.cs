<?cs # no_penalty_decision.cs - 不予行政处罚决定书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "不予行政处罚决定书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("不予行政处罚决定书") ?>

	<?cs call:p_parties() ?>

	<?cs call:p_text("违法事实和证据", doc.input.facts) ?>

	<?cs call:p_text("证据", doc.evidence) ?>

	<?cs call:p_text("法律依据", doc.input.basis) ?>

	<?cs call:p_text("不予处罚的说明", doc.input.discretion) ?>

	<p>决定不予行政处罚。</p>

	<?cs call:p_told(doc.told.education) ?>

	<?cs call:p_text("救济途径", doc.input.remedies) ?>

	<?cs call:p_published() ?>

	<?cs call:p_replaces() ?>

	<?cs call:p_officers() ?>

	<?cs call:p_contact() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
