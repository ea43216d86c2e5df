<?cs include:"error/macros.cs" ?>
<?cs set:Page.title = M.error.e405.title ?>
<?cs def:body() ?>
	<?cs call:error_page(M.error.e405.title, M.error.e405.text, "amber") ?>
<?cs /def ?>

<?cs include:"layout/any.cs" ?>
