<?cs # interview_record.cs - 询问笔录, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "询问笔录" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("询问笔录") ?>

	<?cs call:p_line("开始时间", doc.input.started_at) ?>

	<?cs call:p_line("结束时间", doc.input.ended_at) ?>

	<?cs call:p_line("询问地点", doc.input.place) ?>

	<?cs call:p_line("被询问人", doc.input.person) ?>

	<?cs call:p_line("证件号码", doc.input.person_number) ?>

	<?cs call:p_line("身份", doc.input.person_role) ?>

	<?cs call:p_line("联系方式", doc.input.person_contact) ?>

	<p>执法人员已出示执法证件，告知被询问人如实回答的义务和申请回避的权利。</p>

	<?cs if:subcount(doc.input.questions) > #0 ?>
		<h2 class="p-h">询问内容</h2>
		<table class="sheet">
			<thead>
				<tr>
					<th scope="col">问</th>
					<th scope="col">答</th>
				</tr>
			</thead>
			<tbody>
				<?cs each:row = doc.input.questions ?>
					<tr>
						<td class="pre"><?cs var:row.question ?></td>
						<td class="pre"><?cs var:row.answer ?></td>
					</tr>
				<?cs /each ?>
			</tbody>
		</table>
	<?cs /if ?>

	<?cs call:p_line("当事人签署", doc.input.signed) ?>

	<?cs call:p_line("见证人", doc.input.witness) ?>

	<?cs call:p_officers() ?>

	<?cs call:p_blank("被询问人（签名）") ?>

	<?cs call:p_blank("询问人（签名）") ?>

	<?cs call:p_blank("记录人（签名）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
