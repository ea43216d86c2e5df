<?cs # file_index.cs - 卷内文件目录, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "卷内文件目录" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("卷内文件目录") ?>

	<?cs call:p_case() ?>

	<?cs call:p_line("案卷号", doc.input.volume) ?>

	<?cs call:p_line("保管期限", doc.input.retention) ?>

	<?cs call:p_line("页数", doc.input.pages) ?>

	<table class="sheet">
		<thead>
			<tr>
				<th scope="col">序号</th>
				<th scope="col">文书</th>
				<th scope="col">文号</th>
				<th scope="col">日期</th>
				<th scope="col">校验值</th>
			</tr>
		</thead>
		<tbody>
			<?cs each:row = doc.papers ?>
				<tr>
					<td><?cs var:row.no ?></td>
					<td><?cs var:row.name ?></td>
					<td><?cs var:row.number ?></td>
					<td class="num"><?cs var:row.made ?></td>
					<td class="hash"><?cs var:row.sha256 ?></td>
				</tr>
			<?cs /each ?>
		</tbody>
	</table>

	<?cs call:p_text("备考", doc.input.note) ?>

	<?cs call:p_line("归档人", doc.by) ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
