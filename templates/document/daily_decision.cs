<?cs # daily_decision.cs - 按日连续处罚决定书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "按日连续处罚决定书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("按日连续处罚决定书") ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("原处罚决定", doc.daily.number + "（" + doc.daily.decided_on + "）") ?>

	<?cs call:p_line("责令改正日期", doc.daily.ordered_on) ?>

	<?cs call:p_line("复查日期", doc.daily.checked_on) ?>

	<?cs call:p_line("复查发现", doc.daily.ground) ?>

	<?cs call:p_text("违法事实和证据", doc.input.facts) ?>

	<?cs call:p_text("证据", doc.evidence) ?>

	<?cs call:p_text("法律依据", doc.input.basis) ?>

	<p>按日连续处罚的依据：<?cs var:doc.daily.source ?>。</p>

	<?cs call:p_text("裁量说明", doc.input.discretion) ?>

	<?cs call:p_text("陈述申辩和听证", doc.input.defence_answer) ?>

	<p>
		计罚日数自责令改正之日的次日 <?cs var:doc.daily.from ?> 起至复查发现之日 <?cs var:doc.daily.until ?> 止，共
		 <?cs var:doc.daily.days ?> 日；每日按原罚款数额 <?cs var:doc.daily.base ?> 元计，合计罚款
		 <?cs var:doc.daily.sum ?> 元。决定如下：
	</p>

	<?cs call:p_penalties() ?>

	<?cs call:p_pay("罚款") ?>

	<?cs call:p_pay_at() ?>

	<?cs call:p_told(doc.told.unpaid) ?>

	<p>
		当事人应当立即停止违法行为；再次复查仍未改正的，计罚日数累计执行。
	</p>

	<?cs call:p_text("救济途径", doc.input.remedies) ?>

	<?cs call:p_published() ?>

	<?cs call:p_replaces() ?>

	<?cs call:p_officers() ?>

	<?cs call:p_contact() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
