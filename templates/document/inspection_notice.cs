<?cs # inspection_notice.cs - 行政检查通知书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "行政检查通知书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("行政检查通知书") ?>

	<p><?cs var:doc.parties.0.name ?>：</p>

	<p>
		我机关定于 <?cs var:doc.window ?>
		 对你单位实施行政检查。检查人员将出示执法证件和检查码；没有出示的，你单位有权拒绝检查。检查事项如下：
	</p>

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

	<?cs if:doc.visit ?>
		<?cs call:p_line("年度检查次数", doc.visit) ?>

		<?cs call:p_line("检查地点", doc.parties.0.address) ?>
	<?cs elif:doc.nth ?>
		<p>
			本年度检查：第 <?cs var:doc.nth ?> 次
			<?cs if:doc.cap ?>
				（本机关公布的年度上限为 <?cs var:doc.cap ?> 次）
			<?cs else ?>
				（本机关未公布上限）
			<?cs /if ?>
		</p>
	<?cs /if ?>

	<?cs call:p_told(doc.told.rights) ?>

	<?cs call:p_told(doc.told.rules) ?>

	<?cs call:p_officers() ?>

	<?cs call:p_contact() ?>

	<p>检查码可以在门户“检查码核验”页离线核验，检查后可凭检查码评价。</p>

	<table class="sheet">
		<thead>
			<tr>
				<th scope="col">检查码</th>
			</tr>
		</thead>
		<tbody>
			<tr>
				<td class="hash"><?cs var:doc.code ?></td>
			</tr>
		</tbody>
	</table>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
