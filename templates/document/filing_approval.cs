<?cs # filing_approval.cs - 立案审批表, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "立案审批表" ?>
<?cs if:doc.heading ?><?cs set:Page.title = doc.heading ?><?cs /if ?>
<?cs def:body() ?>
	<?cs call:paper_begin("立案审批表") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("审批结论", doc.input.verdict) ?>

	<?cs call:p_line("立案理由", doc.input.reason_code) ?>

	<?cs call:p_text("负责人意见", doc.input.reason) ?>

	<?cs call:p_line("审批人", doc.by) ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
