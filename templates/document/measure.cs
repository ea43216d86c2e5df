<?cs # measure.cs - 实施行政强制措施决定书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "实施行政强制措施决定书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("实施行政强制措施决定书") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("措施种类", doc.input.kind) ?>

	<?cs if:doc.from_day ?>
		<?cs call:p_line("起始日期", doc.from_day) ?>
	<?cs else ?>
		<?cs call:p_line("起始日期", doc.input.from_day) ?>
	<?cs /if ?>

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

	<?cs if:doc.remedies ?>
		<?cs if:doc.figures.measure_term ?>
			<p>
				期限 <?cs var:doc.figures.measure_term ?>，情况复杂经批准可以延长
				 <?cs var:doc.figures.measure_extension ?>。
			</p>
		<?cs else ?>
			<p>期限三十日，情况复杂经批准可以延长三十日。</p>
		<?cs /if ?>

		<?cs call:p_text("救济途径", doc.remedies) ?>
	<?cs else ?>
		<p>期限三十日，情况复杂经批准可以延长三十日。不服本决定，可以依法申请行政复议或者提起行政诉讼。</p>
	<?cs /if ?>

	<?cs call:p_told(doc.told.storage) ?>

	<?cs call:p_told(doc.told.copies) ?>

	<?cs call:p_told(doc.told.rights) ?>

	<?cs call:p_contact() ?>

	<?cs call:p_approvals() ?>

	<?cs call:p_blank("当事人（签名或者盖章）") ?>

	<?cs call:p_blank("执法人员（签名）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
