<?cs # hearing_notice.cs - 行政处罚听证通知书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "行政处罚听证通知书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("行政处罚听证通知书") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("听证时间", doc.input.held_at) ?>

	<?cs call:p_line("听证地点", doc.input.place) ?>

	<?cs call:p_line("方式", doc.input.public_hearing) ?>

	<?cs call:p_line("通知送达日期", doc.input.notice_served_on) ?>

	<?cs call:p_line("公告日期", doc.input.public_notice_on) ?>

	<?cs call:p_line("听证员", doc.input.hearing_officers) ?>

	<?cs call:p_line("记录员", doc.input.clerk) ?>

	<?cs call:p_line("翻译人员", doc.input.interpreter) ?>

	<?cs call:p_text("第三人", doc.input.third_persons) ?>

	<?cs if:doc.told.agents ?>
		<?cs call:p_told(doc.told.agents) ?>

		<?cs call:p_told(doc.told.recusal) ?>

		<?cs call:p_told(doc.told.absent) ?>
	<?cs else ?>
		<?cs if:doc.input.clerk ?>
			<p>认为听证员、记录员、翻译人员与本案有直接利害关系的，也有权申请回避。</p>
		<?cs /if ?>

		<p>你（单位）可以亲自参加，也可以委托一至二人代理；认为主持人与本案有直接利害关系的，有权申请回避。</p>
	<?cs /if ?>

	<?cs call:p_line("听证主持人", doc.by) ?>

	<?cs call:p_contact() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
