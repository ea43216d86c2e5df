<?cs include:"error/macros.cs" ?>
<?cs set:Page.title = M.error.e409.title ?>
<?cs def:body() ?>
	<?cs call:error_page(M.error.e409.title, M.error.e409.text, "amber") ?>
<?cs /def ?>

<?cs include:"layout/any.cs" ?>
