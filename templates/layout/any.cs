<?cs # any.cs - the frame that fits whoever asked: for error pages. ?>
<?cs if:Program == "portal" ?>
	<?cs include:"layout/portal.cs" ?>
<?cs elif:session.ref ?>
	<?cs include:"layout/desk.cs" ?>
<?cs else ?>
	<?cs include:"layout/bare.cs" ?>
<?cs /if ?>
