<?cs # paper.cs - the frame of a paper: a page of the desk, or, with paper.bare, its article alone for the PDF. ?>
<?cs if:paper.bare ?>
	<?cs call:body() ?>
<?cs else ?>
	<?cs include:"layout/desk.cs" ?>
<?cs /if ?>

<?cs # a line break ends it ?>
