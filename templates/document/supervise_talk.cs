<?cs # supervise_talk.cs - 约谈记录, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs include:"document/macros_supervise.cs" ?>
<?cs set:Page.title = "约谈记录" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("约谈记录") ?>

	<?cs call:p_line("约谈对象", doc.about) ?>

	<?cs call:p_matter() ?>

	<?cs call:p_line("时间", doc.input.held_at) ?>

	<?cs call:p_line("地点", doc.input.place) ?>

	<?cs call:p_line("被约谈人", doc.input.with) ?>

	<?cs call:p_text("约谈内容", doc.input.words) ?>

	<?cs call:p_supervisors() ?>

	<?cs call:p_blank("被约谈人（签名）") ?>

	<?cs call:p_blank("监督人员（签名）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
