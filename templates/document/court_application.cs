<?cs # court_application.cs - 强制执行申请书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "强制执行申请书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("强制执行申请书") ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("受理法院", doc.input.court) ?>

	<?cs call:p_line("申请日期", doc.input.applied_on) ?>

	<?cs call:p_text("申请事项", doc.input.request) ?>

	<?cs call:p_officers() ?>

	<?cs call:p_approvals() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
