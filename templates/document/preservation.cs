<?cs # preservation.cs - 先行登记保存证据通知书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "先行登记保存证据通知书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("先行登记保存证据通知书") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<p>
		因证据可能灭失或者以后难以取得，依据《中华人民共和国行政处罚法》第五十六条，对下列证据先行登记保存，
		并在
		<?cs if:doc.figures.preserve_term ?> <?cs var:doc.figures.preserve_term ?><?cs else ?>七个工作日<?cs /if ?>
		内作出处理决定。
	</p>

	<?cs if:doc.from_day ?>
		<?cs call:p_line("起始日期", doc.from_day) ?>
	<?cs else ?>
		<?cs call:p_line("起始日期", doc.input.from_day) ?>
	<?cs /if ?>

	<?cs call:p_line("保存地点", doc.input.place) ?>

	<?cs call:p_line("保管人", doc.input.keeper) ?>

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

	<?cs call:p_told(doc.told.keep) ?>

	<?cs call:p_told(doc.told.copies) ?>

	<?cs call:p_contact() ?>

	<?cs call:p_approvals() ?>

	<?cs call:p_blank("当事人（签名或者盖章）") ?>

	<?cs call:p_blank("执法人员（签名）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
