<?cs # measure_report.cs - 当场实施强制措施报告, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "当场实施强制措施报告" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("当场实施强制措施报告") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("措施种类", doc.input.kind) ?>

	<?cs call:p_line("实施时间", doc.input.emergency_at) ?>

	<?cs call:p_line("地点", doc.input.place) ?>

	<?cs call:p_line("保管", doc.input.keeper) ?>

	<?cs call:p_line("依据", doc.input.basis) ?>

	<?cs call:p_text("理由", doc.input.reason) ?>

	<?cs if:subcount(doc.items) > #0 ?>
		<?cs call:p_items() ?>

	<?cs elif:subcount(doc.input.goods) > #0 ?>
		<h2 class="p-h">物品清单</h2>
		<table class="sheet">
			<thead>
				<tr>
					<th scope="col">名称</th>
					<th scope="col">规格</th>
					<th scope="col">数量</th>
					<th scope="col">备注</th>
				</tr>
			</thead>
			<tbody>
				<?cs each:row = doc.input.goods ?>
					<tr>
						<td class="pre"><?cs var:row.name ?></td>
						<td class="pre"><?cs var:row.spec ?></td>
						<td class="pre"><?cs var:row.quantity ?></td>
						<td class="pre"><?cs var:row.note ?></td>
					</tr>
				<?cs /each ?>
			</tbody>
		</table>
	<?cs /if ?>

	<?cs call:p_approvals() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
