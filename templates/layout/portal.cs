<?cs # portal.cs - the frame of the public pages.  As layout/desk.cs; the page also sets
	Page.nav: home, search, draws, agencies, officers, laws or report.  Links of ours end with Lang.qs. ?>

<?cs call:portal_begin() ?>
<?cs call:body() ?>
<?cs call:portal_end() ?>
