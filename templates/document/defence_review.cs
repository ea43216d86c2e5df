<?cs # defence_review.cs - 陈述申辩复核意见书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "陈述申辩复核意见书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("陈述申辩复核意见书") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("是否采纳", doc.input.adopted) ?>

	<?cs call:p_text("复核意见", doc.input.opinion) ?>

	<?cs call:p_line("处罚变更", doc.input.change) ?>

	<?cs if:subcount(doc.input.penalties) > #0 ?>
		<h2 class="p-h">变更后的处罚</h2>
		<table class="sheet">
			<thead>
				<tr>
					<th scope="col">种类</th>
					<th scope="col">金额（元）</th>
					<th scope="col">内容</th>
				</tr>
			</thead>
			<tbody>
				<?cs each:row = doc.input.penalties ?>
					<tr>
						<td class="pre"><?cs var:row.kind ?></td>
						<td class="pre"><?cs var:row.amount ?></td>
						<td class="pre"><?cs var:row.detail ?></td>
					</tr>
				<?cs /each ?>
			</tbody>
		</table>
	<?cs /if ?>

	<?cs call:p_officers() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
