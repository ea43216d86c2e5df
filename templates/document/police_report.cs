<?cs # police_report.cs - 移送涉嫌犯罪案件报告, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "移送涉嫌犯罪案件报告" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("移送涉嫌犯罪案件报告") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("涉嫌罪名", doc.input.crime) ?>

	<?cs call:p_text("核实的情况", doc.input.facts) ?>

	<?cs call:p_text("移送理由和依据", doc.input.reason) ?>

	<p>
		以上情况，报请本机关负责人自接到本报告之日起
		<?cs if:doc.figures.transfer_police_decide ?>
			 <?cs var:doc.figures.transfer_police_decide ?>
		<?cs else ?>
			三日
		<?cs /if ?>
		内作出批准移送或者不批准移送的决定。
	</p>

	<?cs call:p_officers() ?>

	<?cs call:p_blank("审批意见（批准移送或者不批准移送及理由）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
