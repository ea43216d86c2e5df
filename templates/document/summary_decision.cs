<?cs # summary_decision.cs - 当场行政处罚决定书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "当场行政处罚决定书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("当场行政处罚决定书") ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("时间", doc.input.acted_at) ?>

	<?cs call:p_line("地点", doc.input.place) ?>

	<?cs call:p_line("案由", doc.input.cause) ?>

	<?cs call:p_text("违法事实", doc.input.facts) ?>

	<?cs call:p_text("证据", doc.input.evidence) ?>

	<?cs call:p_line("依据", doc.input.basis) ?>

	<p>执法人员已出示执法证件，当场告知违法事实、理由、依据和享有的权利。</p>

	<?cs call:p_text("当事人陈述申辩", doc.input.defence) ?>

	<p>决定当场给予下列行政处罚：</p>

	<?cs call:p_penalties() ?>

	<?cs call:p_line("缴纳方式", doc.input.collect) ?>

	<?cs if:doc.pay.code ?>
		<?cs call:p_pay("罚款") ?>

		<?cs call:p_pay_at() ?>

		<?cs call:p_told(doc.told.unpaid) ?>
	<?cs /if ?>

	<?cs call:p_line("当场收缴的理由", doc.input.cash_reason) ?>

	<?cs call:p_line("当事人提出当场缴纳", doc.input.party_asked) ?>

	<?cs call:p_line("票据号", doc.input.receipt_no) ?>

	<?cs call:p_line("交付情况", doc.input.handed) ?>

	<?cs call:p_line("见证人", doc.input.witness) ?>

	<?cs if:doc.remedies ?>
		<?cs call:p_text("救济途径", doc.remedies) ?>
	<?cs else ?>
		<p>不服本决定，可以自收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼。</p>
	<?cs /if ?>

	<?cs call:p_replaces() ?>

	<?cs call:p_officers() ?>

	<?cs call:p_contact() ?>

	<?cs call:p_blank("当事人签收（签名或者盖章）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
