<?cs # onsite_record.cs - 现场笔录, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "现场笔录" ?>
<?cs if:doc.heading ?><?cs set:Page.title = doc.heading ?><?cs /if ?>
<?cs def:body() ?>
	<?cs call:paper_begin("现场笔录") ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("开始时间", doc.input.started_at) ?>

	<?cs call:p_line("结束时间", doc.input.ended_at) ?>

	<?cs call:p_line("检查地点", doc.input.place) ?>

	<?cs call:p_line("现场人员", doc.input.present_person) ?>

	<?cs call:p_line("身份", doc.input.present_role) ?>

	<p>执法人员已出示执法证件，告知当事人有申请回避、陈述申辩的权利和配合检查的义务。</p>

	<?cs call:p_text("现场情况", doc.input.found) ?>

	<?cs call:p_line("当事人签署", doc.input.signed) ?>

	<?cs call:p_line("见证人", doc.input.witness) ?>

	<?cs call:p_officers() ?>

	<?cs call:p_line("会同执法人员", doc.input.second) ?>

	<?cs call:p_blank("当事人（签名或者盖章）") ?>

	<?cs call:p_blank("见证人（签名）") ?>

	<?cs call:p_blank("执法人员（签名）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
