<?cs # instalment_approval.cs - 延期（分期）缴纳罚款审批表, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "延期（分期）缴纳罚款审批表" ?>
<?cs if:doc.heading ?><?cs set:Page.title = doc.heading ?><?cs /if ?>
<?cs def:body() ?>
	<?cs call:paper_begin("延期（分期）缴纳罚款审批表") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("申请日期", doc.input.asked_on) ?>

	<?cs call:p_text("理由", doc.input.reason) ?>

	<?cs if:subcount(doc.input.instalments) > #0 ?>
		<h2 class="p-h">分期安排</h2>
		<table class="sheet">
			<thead>
				<tr>
					<th scope="col">缴纳期限</th>
					<th scope="col">金额（元）</th>
				</tr>
			</thead>
			<tbody>
				<?cs each:row = doc.input.instalments ?>
					<tr>
						<td class="pre"><?cs var:row.due_on ?></td>
						<td class="pre"><?cs var:row.amount ?></td>
					</tr>
				<?cs /each ?>
			</tbody>
		</table>
	<?cs /if ?>

	<?cs call:p_approvals() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
