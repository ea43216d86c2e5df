<?cs # service_address.cs - 送达地址确认书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "送达地址确认书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("送达地址确认书") ?>

	<?cs call:p_line("受送达人", doc.input.party) ?>

	<?cs call:p_line("收件人", doc.input.recipient) ?>

	<?cs call:p_line("电话", doc.input.telephone) ?>

	<?cs call:p_line("送达地址", doc.input.address) ?>

	<?cs call:p_line("同意电子送达", doc.input.electronic) ?>

	<?cs call:p_line("电子送达地址", doc.input.electronic_address) ?>

	<?cs call:p_line("确认日期", doc.input.signed_on) ?>

	<?cs call:p_blank("受送达人（签名或者盖章）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
