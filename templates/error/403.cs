<?cs include:"error/macros.cs" ?>
<?cs set:Page.title = M.error.e403.title ?>
<?cs def:body() ?>
	<?cs call:error_page(M.error.e403.title, M.error.e403.text, "") ?>
<?cs /def ?>

<?cs include:"layout/any.cs" ?>
