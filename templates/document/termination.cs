<?cs # termination.cs - 终止调查审批表, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "终止调查审批表" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("终止调查审批表") ?>

	<?cs call:p_case() ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("终止原因", doc.input.cause) ?>

	<?cs call:p_text("理由", doc.input.reason) ?>

	<?cs call:p_approvals() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
