<?cs # court_application.cs - 强制执行申请书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "强制执行申请书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("强制执行申请书") ?>

	<?cs if:doc.decision ?>
		<?cs call:p_line("申请人", doc.agency) ?>

		<?cs call:p_parties_as("被申请人") ?>

		<?cs call:p_text("申请事项", doc.input.request) ?>

		<p>
			申请人于 <?cs var:doc.decided_on ?> 作出行政处罚决定（<?cs var:doc.decision ?>），
			<?cs var:doc.decision_served_on ?> 送达被申请人。
			<?cs if:doc.judged ?>
				人民法院的裁判已经生效，被申请人仍不履行。
			<?cs else ?>
				申请行政复议、提起行政诉讼的期限至 <?cs var:doc.term_ended_on ?> 届满，被申请人逾期不履行。
			<?cs /if ?>
		</p>

		<?cs call:p_text("认定的事实", doc.facts) ?>

		<?cs call:p_text("依据", doc.basis) ?>

		<?cs call:p_text("理由", doc.reasons) ?>

		<?cs if:doc.demanded_on ?>
			<p>催告书于 <?cs var:doc.demanded_on ?> 送达，被申请人仍未履行义务。</p>
		<?cs /if ?>

		<?cs call:p_text("当事人的意见", doc.input.opinion) ?>

		<?cs call:p_line("申请执行的金额", doc.owed) ?>

		<?cs call:p_text("申请强制执行标的情况", doc.input.object) ?>

		<p>可以申请的期间：<?cs var:doc.window_from ?> 至 <?cs var:doc.window_until ?>。</p>

		<?cs call:p_text("逾期的正当理由", doc.input.late_reason) ?>

		<p>
			附：行政处罚决定书及作出决定的事实、理由和依据的材料；当事人的意见和催告情况的材料；
			申请强制执行标的情况的材料；法律、行政法规规定的其他材料。
		</p>

		<?cs call:p_line("此致", doc.input.court) ?>

		<?cs call:p_line("申请日期", doc.input.applied_on) ?>
	<?cs else ?>
		<?cs # of before: its words stay ?>
		<?cs call:p_parties() ?>

		<?cs call:p_line("受理法院", doc.input.court) ?>

		<?cs call:p_line("申请日期", doc.input.applied_on) ?>

		<?cs call:p_text("申请事项", doc.input.request) ?>
	<?cs /if ?>

	<?cs call:p_officers() ?>

	<?cs call:p_approvals() ?>

	<?cs if:doc.decision ?>
		<?cs call:p_blank("行政机关负责人签名") ?>
	<?cs /if ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
