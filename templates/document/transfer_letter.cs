<?cs # transfer_letter.cs - 案件移送函, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "案件移送函" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("案件移送函") ?>

	<?cs if:doc.receiver ?>
		<?cs call:p_line("受移送机关", doc.receiver) ?>

		<?cs call:p_text("认定事实", doc.input.facts) ?>
	<?cs else ?>
		<?cs call:p_line("受移送机关", doc.input.receiver) ?>
	<?cs /if ?>

	<?cs call:p_line("移送依据", doc.input.basis) ?>

	<?cs call:p_text("移送理由", doc.input.reason) ?>

	<?cs call:p_text("移送材料", doc.input.papers) ?>

	<?cs call:p_handed_over() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
