<?cs # service_receipt.cs - 送达回证, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "送达回证" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("送达回证") ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("送达文书", doc.paper) ?>

	<?cs call:p_line("送达方式", doc.input.method) ?>

	<?cs call:p_line("送达日期", doc.input.served_on) ?>

	<?cs call:p_line("公告日期", doc.input.announced_on) ?>

	<?cs call:p_line("送达地点", doc.input.place) ?>

	<?cs call:p_line("收件人", doc.input.recipient) ?>

	<?cs call:p_line("见证人", doc.input.witness) ?>

	<?cs call:p_line("运单号", doc.input.waybill) ?>

	<?cs call:p_line("已告知将依法公示", doc.input.told_public) ?>

	<?cs call:p_officers() ?>

	<?cs call:p_blank("受送达人（签名或者盖章）") ?>

	<?cs call:p_blank("送达人（签名）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
