<?cs include:"error/macros.cs" ?>
<?cs set:Page.title = M.error.e503.title ?>
<?cs def:body() ?>
	<?cs call:error_page(M.error.e503.title, M.error.e503.text, "zhu") ?>
<?cs /def ?>

<?cs include:"layout/any.cs" ?>
