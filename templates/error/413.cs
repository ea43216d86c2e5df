<?cs include:"error/macros.cs" ?>
<?cs set:Page.title = M.error.e413.title ?>
<?cs def:body() ?>
	<?cs call:error_page(M.error.e413.title, M.error.e413.text, "amber") ?>
<?cs /def ?>

<?cs include:"layout/any.cs" ?>
