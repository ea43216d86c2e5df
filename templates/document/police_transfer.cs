<?cs # police_transfer.cs - 涉嫌犯罪案件移送书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "涉嫌犯罪案件移送书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("涉嫌犯罪案件移送书") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("受移送机关", doc.input.receiver) ?>

	<?cs call:p_line("涉嫌罪名", doc.input.crime) ?>

	<?cs call:p_text("移送理由", doc.input.reason) ?>

	<?cs call:p_text("移送材料", doc.input.papers) ?>

	<?cs call:p_handed_over() ?>

	<?cs call:p_line("决定移送日期", doc.input.decided_on) ?>

	<?cs call:p_line("移送时间", doc.input.sent_at) ?>

	<?cs call:p_text("认定事实", doc.input.facts) ?>

	<?cs call:p_text("法律依据", doc.input.basis) ?>

	<?cs call:p_text("说明", doc.input.discretion) ?>

	<?cs if:doc.outcome ?>
		<p>当事人的行为涉嫌犯罪，决定移送司法机关依法处理。</p>
	<?cs /if ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
