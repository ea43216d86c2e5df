<?cs # investigation_report.cs - 案件调查终结报告, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "案件调查终结报告" ?>
<?cs if:doc.heading ?><?cs set:Page.title = doc.heading ?><?cs /if ?>
<?cs def:body() ?>
	<?cs call:paper_begin("案件调查终结报告") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_officers() ?>

	<p>第 <?cs var:doc.version ?> 版</p>

	<?cs call:p_text("查明的事实", doc.input.facts) ?>

	<?cs call:p_text("证据目录", doc.input.evidence_index) ?>

	<?cs call:p_text("性质认定", doc.input.nature) ?>

	<?cs if:subcount(doc.input.factors) > #0 ?>
		<h2 class="p-h">裁量情节</h2>
		<table class="sheet">
			<thead>
				<tr>
					<th scope="col">情节</th>
					<th scope="col">具体情况</th>
					<th scope="col">证据编号</th>
				</tr>
			</thead>
			<tbody>
				<?cs each:row = doc.input.factors ?>
					<tr>
						<td class="pre"><?cs var:row.factor ?></td>
						<td class="pre"><?cs var:row.value ?></td>
						<td class="pre"><?cs var:row.evidence_no ?></td>
					</tr>
				<?cs /each ?>
			</tbody>
		</table>
	<?cs /if ?>

	<?cs if:subcount(doc.input.proposals) > #0 ?>
		<h2 class="p-h">处理建议</h2>
		<table class="sheet">
			<thead>
				<tr>
					<th scope="col">当事人</th>
					<th scope="col">案由</th>
					<th scope="col">处理</th>
					<th scope="col">不予处罚理由</th>
					<th scope="col">裁量档次</th>
					<th scope="col">说明</th>
				</tr>
			</thead>
			<tbody>
				<?cs each:row = doc.input.proposals ?>
					<tr>
						<td class="pre"><?cs var:row.party ?></td>
						<td class="pre"><?cs var:row.cause ?></td>
						<td class="pre"><?cs var:row.outcome ?></td>
						<td class="pre"><?cs var:row.ground ?></td>
						<td class="pre"><?cs var:row.tier ?></td>
						<td class="pre"><?cs var:row.explanation ?></td>
					</tr>
				<?cs /each ?>
			</tbody>
		</table>
	<?cs /if ?>

	<?cs if:subcount(doc.input.penalties) > #0 ?>
		<h2 class="p-h">拟作出的处罚</h2>
		<table class="sheet">
			<thead>
				<tr>
					<th scope="col">当事人</th>
					<th scope="col">种类</th>
					<th scope="col">金额（元）</th>
					<th scope="col">内容</th>
				</tr>
			</thead>
			<tbody>
				<?cs each:row = doc.input.penalties ?>
					<tr>
						<td class="pre"><?cs var:row.party ?></td>
						<td class="pre"><?cs var:row.kind ?></td>
						<td class="pre"><?cs var:row.amount ?></td>
						<td class="pre"><?cs var:row.detail ?></td>
					</tr>
				<?cs /each ?>
			</tbody>
		</table>
	<?cs /if ?>

	<?cs call:p_text("办案人员意见", doc.input.opinion) ?>

	<?cs call:p_approvals() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
