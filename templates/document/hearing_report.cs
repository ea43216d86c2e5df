<?cs # hearing_report.cs - 听证报告, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "听证报告" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("听证报告") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs if:doc.hearing.held_at ?>
		<?cs call:p_line("听证时间", doc.hearing.held_at) ?>

		<?cs call:p_line("听证地点", doc.hearing.place) ?>

		<?cs call:p_line("听证主持人", doc.hearing.chair) ?>

		<?cs call:p_line("听证员", doc.hearing.officers) ?>

		<?cs call:p_line("记录员", doc.hearing.clerk) ?>

		<?cs call:p_line("翻译人员", doc.hearing.interpreter) ?>

		<?cs call:p_text("听证参加人", doc.hearing.present) ?>

		<?cs call:p_text("第三人", doc.hearing.third_persons) ?>
	<?cs /if ?>

	<?cs call:p_text("听证情况", doc.input.report) ?>

	<?cs call:p_text("处理意见", doc.input.opinion) ?>

	<?cs call:p_text("需要报告的其他事项", doc.input.other_matters) ?>

	<?cs if:!doc.hearing.held_at ?>
		<?cs call:p_line("听证主持人", doc.by) ?>
	<?cs else ?>
		<?cs call:p_blank("听证主持人、听证员（签名）") ?>
	<?cs /if ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
