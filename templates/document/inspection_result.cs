<?cs # inspection_result.cs - 行政检查结果告知书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "行政检查结果告知书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("行政检查结果告知书") ?>

	<p><?cs var:doc.parties.0.name ?>：</p>

	<p>
		我机关对你单位的检查已经结束。
		<?cs if:doc.outcome == "no_issue" ?>
			未发现问题。
		<?cs elif:doc.outcome == "rectify" ?>
			发现的问题须按下表改正。
		<?cs else ?>
			发现的问题另行处理。
		<?cs /if ?>
		<?cs if:doc.figures.inspection_publish ?>
			检查结果将在 <?cs var:doc.figures.inspection_publish ?>内向社会公示。
		<?cs else ?>
			检查结果将在 20 个工作日内向社会公示。
		<?cs /if ?>
	</p>

	<table class="sheet">
		<thead>
			<tr>
				<th scope="col">事项</th>
				<th scope="col">结果</th>
				<th scope="col">处理</th>
			</tr>
		</thead>
		<tbody>
			<?cs each:it = doc.items ?>
				<tr>
					<td><?cs var:it.name ?></td>
					<td><?cs var:it.answer ?></td>
					<td><?cs var:it.remedy ?></td>
				</tr>
			<?cs /each ?>
		</tbody>
	</table>

	<?cs call:p_told(doc.told.objection) ?>

	<?cs call:p_officers() ?>

	<?cs call:p_contact() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
