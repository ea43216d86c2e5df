<?cs # no_violation_decision.cs - 违法事实不成立决定书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "违法事实不成立决定书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("违法事实不成立决定书") ?>

	<?cs call:p_parties() ?>

	<?cs call:p_text("查明的事实", doc.input.facts) ?>

	<?cs call:p_text("法律依据", doc.input.basis) ?>

	<?cs call:p_text("说明", doc.input.discretion) ?>

	<p>经调查，违法事实不能成立，决定不予行政处罚。</p>

	<?cs call:p_text("救济途径", doc.input.remedies) ?>

	<?cs call:p_replaces() ?>

	<?cs call:p_officers() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
