<?cs # aid_letter.cs - 协助调查函, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "协助调查函" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("协助调查函") ?>

	<?cs call:p_line("协助单位", doc.input.body) ?>

	<?cs call:p_case() ?>

	<?cs call:p_text("协助事项", doc.input.request) ?>

	<?cs call:p_line("发函日期", doc.input.sent_on) ?>

	<?cs if:?doc.answer_days ?>
		<?cs if:doc.answer_days > #0 ?>
			<p>请在收到本函之日起 <?cs var:doc.answer_days ?> 个工作日内答复；不能协助的，请说明理由。</p>
		<?cs else ?>
			<p>请及时答复；不能协助的，请说明理由。</p>
		<?cs /if ?>
	<?cs else ?>
		<p>请在收到本函之日起十五个工作日内答复；不能协助的，请说明理由。</p>
	<?cs /if ?>

	<?cs call:p_officers() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
