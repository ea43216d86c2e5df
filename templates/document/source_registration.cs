<?cs # source_registration.cs - 案件来源登记表, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "案件来源登记表" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("案件来源登记表") ?>

	<?cs call:p_line("来源渠道", doc.input.channel) ?>

	<?cs call:p_line("收到时间", doc.input.received_at) ?>

	<?cs call:p_line("对方编号", doc.input.sender_number) ?>

	<?cs if:doc.subject.name ?>
		<p>被反映单位：<?cs var:doc.subject.name ?> <?cs var:doc.subject.code ?></p>
	<?cs /if ?>

	<?cs call:p_text("线索内容", doc.input.content) ?>

	<?cs call:p_line("登记人", doc.by) ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
