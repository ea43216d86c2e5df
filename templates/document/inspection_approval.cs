<?cs # inspection_approval.cs - 行政检查审批表, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "行政检查审批表" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("行政检查审批表") ?>

	<p>
		检查对象：<?cs var:doc.parties.0.name ?>
		<?cs if:doc.parties.0.code ?>，统一社会信用代码 <?cs var:doc.parties.0.code ?><?cs /if ?>
		<?cs if:doc.parties.0.address ?>，地址<?cs var:doc.parties.0.address ?><?cs /if ?>。
	</p>

	<?cs call:p_line("检查计划", doc.plan) ?>

	<?cs call:p_text("检查事由", doc.reason) ?>

	<?cs call:p_text("同一人员再次检查的说明", doc.again) ?>

	<?cs call:p_line("本年度已检查", doc.visits) ?>

	<?cs call:p_line("检查时间", doc.window) ?>

	<?cs if:doc.emergency ?>
		<p>情况紧急，事后补办。</p>
	<?cs /if ?>

	<h2 class="p-h">检查事项</h2>
	<table class="sheet">
		<thead>
			<tr>
				<th scope="col">编码</th>
				<th scope="col">事项</th>
				<th scope="col">标准</th>
			</tr>
		</thead>
		<tbody>
			<?cs each:it = doc.items ?>
				<tr>
					<td class="num"><?cs var:it.code ?></td>
					<td><?cs var:it.name ?></td>
					<td><?cs var:it.standard ?></td>
				</tr>
			<?cs /each ?>
		</tbody>
	</table>

	<?cs call:p_officers() ?>

	<?cs call:p_approvals() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
