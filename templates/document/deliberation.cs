<?cs # deliberation.cs - 行政处罚案件集体讨论记录, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "行政处罚案件集体讨论记录" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("行政处罚案件集体讨论记录") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("讨论日期", doc.input.held_on) ?>

	<?cs if:doc.input.further_days ?>
		<?cs call:p_line("讨论日期", doc.input.discussed_on) ?>

		<?cs call:p_text("延长办案期限的理由", doc.input.reason) ?>

		<?cs call:p_line("确定延长的天数", doc.input.further_days) ?>
	<?cs /if ?>

	<?cs call:p_text("参加人员", doc.input.present) ?>

	<?cs call:p_text("不同意见", doc.input.dissent) ?>

	<?cs call:p_text("讨论结论", doc.input.conclusion) ?>

	<?cs call:p_approvals() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
