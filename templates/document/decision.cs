<?cs # decision.cs - 行政处罚决定书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "行政处罚决定书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("行政处罚决定书") ?>

	<?cs call:p_parties() ?>

	<?cs call:p_text("违法事实和证据", doc.input.facts) ?>

	<?cs call:p_text("证据", doc.evidence) ?>

	<?cs call:p_text("法律依据", doc.input.basis) ?>

	<?cs call:p_text("裁量说明", doc.input.discretion) ?>

	<?cs call:p_text("陈述申辩和听证", doc.input.defence_answer) ?>

	<?cs call:p_told(doc.correct) ?>

	<p>决定如下：</p>

	<?cs call:p_penalties() ?>

	<?cs if:doc.input.ban_until ?>
		<p>上述有期限的处罚至 <?cs var:doc.input.ban_until ?> 止。</p>
	<?cs /if ?>

	<?cs if:!doc.nothing_due ?>
		<?cs call:p_pay("罚没款") ?>

		<?cs call:p_pay_at() ?>

		<?cs call:p_told(doc.told.unpaid) ?>
	<?cs /if ?>

	<?cs call:p_text("救济途径", doc.input.remedies) ?>

	<?cs call:p_published() ?>

	<?cs call:p_replaces() ?>

	<?cs call:p_officers() ?>

	<?cs call:p_contact() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
