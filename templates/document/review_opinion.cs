<?cs # review_opinion.cs - 案件审核意见书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "案件审核意见书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("案件审核意见书") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs if:doc.kind_name ?>
		<?cs call:p_line("审核类别", doc.kind_name) ?>
	<?cs elif:doc.legal ?>
		<p>审核类别：法制审核</p>
	<?cs /if ?>

	<table class="sheet">
		<thead>
			<tr>
				<th scope="col">审核内容</th>
				<th scope="col">结论</th>
				<th scope="col">说明</th>
			</tr>
		</thead>
		<tbody>
			<tr>
				<td>一、本机关有管辖权</td>
				<td><?cs var:doc.input.point1 ?></td>
				<td><?cs var:doc.input.note1 ?></td>
			</tr>
			<tr>
				<td>二、当事人基本情况清楚</td>
				<td><?cs var:doc.input.point2 ?></td>
				<td><?cs var:doc.input.note2 ?></td>
			</tr>
			<tr>
				<td>三、事实清楚、证据充分</td>
				<td><?cs var:doc.input.point3 ?></td>
				<td><?cs var:doc.input.note3 ?></td>
			</tr>
			<tr>
				<td>四、定性准确</td>
				<td><?cs var:doc.input.point4 ?></td>
				<td><?cs var:doc.input.note4 ?></td>
			</tr>
			<tr>
				<td>五、适用依据正确</td>
				<td><?cs var:doc.input.point5 ?></td>
				<td><?cs var:doc.input.note5 ?></td>
			</tr>
			<tr>
				<td>六、程序合法</td>
				<td><?cs var:doc.input.point6 ?></td>
				<td><?cs var:doc.input.note6 ?></td>
			</tr>
			<tr>
				<td>七、处理适当（裁量）</td>
				<td><?cs var:doc.input.point7 ?></td>
				<td><?cs var:doc.input.note7 ?></td>
			</tr>
			<tr>
				<td>八、执法人员具备资格，不涉嫌犯罪</td>
				<td><?cs var:doc.input.point8 ?></td>
				<td><?cs var:doc.input.note8 ?></td>
			</tr>
		</tbody>
	</table>

	<?cs call:p_line("审核意见", doc.input.opinion) ?>

	<?cs call:p_line("确认", doc.input.verdict) ?>

	<?cs call:p_text("意见内容", doc.input.opinion_text) ?>

	<?cs call:p_line("审核人", doc.by) ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
