<?cs # goods_list.cs - 涉案物品清单, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "涉案物品清单" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("涉案物品清单") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("地点", doc.place) ?>

	<?cs call:p_items() ?>

	<p>本清单一式二份，由当事人和本机关分别保存。</p>

	<?cs call:p_blank("当事人（签名或者盖章）") ?>

	<?cs call:p_blank("执法人员（签名）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
