<?cs # order_correct.cs - 责令改正通知书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "责令改正通知书" ?>
<?cs if:doc.heading ?><?cs set:Page.title = doc.heading ?><?cs /if ?>
<?cs def:body() ?>
	<?cs call:paper_begin("责令改正通知书") ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("依据", doc.input.basis) ?>

	<?cs call:p_text("改正要求", doc.input.demand) ?>

	<?cs call:p_line("当场改正", doc.input.at_once) ?>

	<?cs call:p_line("改正期限", doc.input.due_on) ?>

	<?cs call:p_officers() ?>

	<?cs call:p_blank("当事人签收（签名或者盖章）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
