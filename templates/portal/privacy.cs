<?cs # privacy.cs - a page of the site itself.  No data. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.site.privacy ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<div class="ph">
			<h1><?cs var:M.site.privacy ?></h1>
			<p class="lead"><?cs var:M.portal.privacy_lead ?></p>
		</div>

		<section class="panel pad-s2" aria-labelledby="p-1">
			<h2 class="h2" id="p-1"><?cs var:M.portal.privacy_h1 ?></h2>
			<p><?cs var:M.portal.privacy_1 ?></p>
		</section>

		<section class="panel pad-s2" aria-labelledby="p-2">
			<h2 class="h2" id="p-2"><?cs var:M.portal.privacy_h2 ?></h2>
			<p><?cs var:M.portal.privacy_2 ?></p>
		</section>

		<section class="panel pad-s2" aria-labelledby="p-3">
			<h2 class="h2" id="p-3"><?cs var:M.portal.privacy_h3 ?></h2>
			<p><?cs var:M.portal.privacy_3 ?></p>
		</section>

		<section class="panel pad-s2" aria-labelledby="p-4">
			<h2 class="h2" id="p-4"><?cs var:M.portal.privacy_h4 ?></h2>
			<p><?cs var:M.portal.privacy_4 ?></p>
		</section>

		<section class="panel pad-s2" aria-labelledby="p-5">
			<h2 class="h2" id="p-5"><?cs var:M.portal.privacy_h5 ?></h2>
			<p><?cs var:M.portal.privacy_5 ?></p>
		</section>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
