<?cs # inspection_order.cs - 责令改正通知书（检查）, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "责令改正通知书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("责令改正通知书") ?>

	<p><?cs var:doc.parties.0.name ?><?cs if:doc.parties.0.code ?>（<?cs var:doc.parties.0.code ?>）<?cs /if ?>：</p>

	<p>经检查，你单位“<?cs var:doc.item ?>”不符合<?cs var:doc.standard ?>的要求。</p>

	<?cs call:p_text("发现的问题", doc.found) ?>

	<p>依据《中华人民共和国行政处罚法》第二十八条，责令你单位于 <?cs var:doc.due_on ?> 前改正。我机关将复查。</p>

	<?cs call:p_officers() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
