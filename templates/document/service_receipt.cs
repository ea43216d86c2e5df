<?cs # service_receipt.cs - 送达回证, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "送达回证" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("送达回证") ?>

	<?cs if:doc.paper_name ?>
		<?cs call:p_parties_as("受送达人") ?>
		<?cs call:p_line("送达文书", doc.paper_name) ?>
		<?cs call:p_line("文书字号", doc.paper_number) ?>
		<?cs call:p_line("文书日期", doc.paper_date) ?>
	<?cs else ?>
		<?cs call:p_parties() ?>
		<?cs call:p_line("送达文书", doc.paper) ?>
	<?cs /if ?>

	<?cs call:p_line("送达方式", doc.input.method) ?>

	<?cs call:p_line("送达日期", doc.input.served_on) ?>

	<?cs call:p_line("公告日期", doc.input.announced_on) ?>

	<?cs call:p_text("公告送达的原因和经过", doc.input.announced_why) ?>

	<?cs call:p_line("送达地点", doc.input.place) ?>

	<?cs call:p_line("收件人", doc.input.recipient) ?>

	<?cs call:p_line("拒收事由", doc.input.refusal) ?>

	<?cs call:p_line("见证人", doc.input.witness) ?>

	<?cs call:p_line("拍照、录像记录", doc.input.pictures) ?>

	<?cs call:p_line("运单号", doc.input.waybill) ?>

	<?cs call:p_line("已告知将依法公示", doc.input.told_public) ?>

	<?cs if:doc.served_by ?>
		<?cs call:p_line("送达人", doc.served_by) ?>
	<?cs else ?>
		<?cs call:p_officers() ?>
	<?cs /if ?>

	<?cs call:p_line("通知第三人日期", doc.input.third_notice_on) ?>

	<?cs call:p_blank("受送达人（签名或者盖章）") ?>

	<?cs if:doc.input.refusal && doc.input.witness ?>
		<?cs call:p_blank("见证人（签名或者盖章）") ?>
	<?cs /if ?>

	<?cs call:p_blank("送达人（签名）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
