<?cs # recusal_decision.cs - 回避决定书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "回避决定书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("回避决定书") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("申请回避的人员", doc.against) ?>

	<?cs call:p_line("决定", doc.input.verdict) ?>

	<?cs call:p_text("理由", doc.input.words) ?>

	<?cs call:p_line("集体讨论日期", doc.input.discussed_on) ?>

	<?cs call:p_text("参加讨论人员", doc.input.present) ?>

	<p>决定作出之前，不停止调查。</p>

	<?cs call:p_line("决定人", doc.by) ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
