<?cs # hearing_record.cs - 听证笔录, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "听证笔录" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("听证笔录") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("开始时间", doc.input.started_at) ?>

	<?cs call:p_line("结束时间", doc.input.ended_at) ?>

	<?cs call:p_text("参加人员", doc.input.present) ?>

	<?cs call:p_line("代理人数", doc.input.agents) ?>

	<?cs call:p_text("第三人陈述", doc.input.third_said) ?>

	<?cs call:p_text("听证经过", doc.input.record) ?>

	<?cs call:p_line("当事人签署", doc.input.signed) ?>

	<?cs call:p_line("听证主持人", doc.by) ?>

	<?cs call:p_blank("当事人或者代理人（签名）") ?>

	<?cs call:p_blank("听证主持人（签名）") ?>

	<?cs call:p_blank("记录人（签名）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
