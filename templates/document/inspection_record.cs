<?cs # inspection_record.cs - 现场检查笔录, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "现场检查笔录" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("现场检查笔录") ?>

	<p>
		检查对象：<?cs var:doc.parties.0.name ?>
		<?cs if:doc.parties.0.code ?>，统一社会信用代码 <?cs var:doc.parties.0.code ?><?cs /if ?>。
	</p>

	<?cs call:p_line("检查地点", doc.parties.0.address) ?>

	<?cs call:p_line("到场时间", doc.arrived) ?>

	<?cs call:p_line("结束时间", doc.ended) ?>

	<?cs if:doc.emergency ?>
		<p>本次检查情况紧急，批准手续事后补办。</p>
	<?cs /if ?>

	<?cs each:sh = doc.shown ?>
		<p>执法人员<?cs var:sh.name ?>（<?cs var:sh.certificate ?>）于 <?cs var:sh.at ?> 出示执法证件。</p>
	<?cs /each ?>

	<?cs if:doc.told.rights ?>
		<?cs call:p_told(doc.told.rights) ?>
	<?cs else ?>
		<p>已告知当事人有申请回避、陈述申辩的权利和配合检查的义务。</p>
	<?cs /if ?>

	<h2 class="p-h">检查情况</h2>
	<table class="sheet">
		<thead>
			<tr>
				<th scope="col">事项</th>
				<th scope="col">标准</th>
				<th scope="col">结果</th>
				<th scope="col">情况与处理</th>
			</tr>
		</thead>
		<tbody>
			<?cs each:it = doc.items ?>
				<tr>
					<td><?cs var:it.name ?></td>
					<td><?cs var:it.standard ?></td>
					<td><?cs var:it.answer ?><?cs if:it.measured ?><br><?cs var:it.measured ?><?cs /if ?></td>
					<td>
						<?cs var:it.note ?><?cs if:it.sample ?>　样品：<?cs var:it.sample ?><?cs /if ?>
						<?cs if:it.remedy ?>　<?cs var:it.remedy ?><?cs /if ?>
					</td>
				</tr>
			<?cs /each ?>
		</tbody>
	</table>

	<?cs call:p_text("当事人陈述", doc.statement) ?>

	<?cs if:doc.way == "drawn" ?>
		<p>当事人签名：<?cs var:doc.person ?>（已当场签名）</p>
	<?cs elif:doc.way == "paper" ?>
		<p>当事人签名：<?cs var:doc.person ?>（在纸质笔录上签名）</p>
	<?cs else ?>
		<p>当事人拒绝签名。见证人：<?cs var:doc.witness ?></p>
	<?cs /if ?>

	<?cs each:sh = doc.shown ?>
		<p>执法人员签名：<?cs var:sh.name ?>（<?cs var:sh.certificate ?>）　<?cs var:sh.signed ?></p>
	<?cs /each ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
