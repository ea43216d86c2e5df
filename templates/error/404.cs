<?cs include:"error/macros.cs" ?>
<?cs set:Page.title = M.error.e404.title ?>
<?cs def:body() ?>
	<?cs if:Program == "portal" ?>
		<?cs call:error_page(M.error.e404.title, M.error.e404.public, "") ?>
	<?cs else ?>
		<?cs call:error_page(M.error.e404.title, M.error.e404.text, "") ?>
	<?cs /if ?>
<?cs /def ?>

<?cs include:"layout/any.cs" ?>
