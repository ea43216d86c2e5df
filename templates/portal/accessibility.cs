<?cs # accessibility.cs - a page of the site itself.  No data. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.site.accessibility ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<div class="ph">
			<h1><?cs var:M.site.accessibility ?></h1>
			<p class="lead"><?cs var:M.portal.a11y_lead ?></p>
		</div>

		<section class="panel pad-s2" aria-label="<?cs var:M.site.accessibility ?>">
			<ul class="plain">
				<li><?cs var:M.portal.a11y_1 ?></li>
				<li><?cs var:M.portal.a11y_2 ?></li>
				<li><?cs var:M.portal.a11y_3 ?></li>
				<li><?cs var:M.portal.a11y_4 ?></li>
				<li><?cs var:M.portal.a11y_5 ?></li>
			</ul>
			<p class="pad-s"><?cs var:M.portal.a11y_tell ?></p>
		</section>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
