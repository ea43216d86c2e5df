<?cs # sitemap.cs - a page of the site itself.  No data. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.site.map ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<div class="ph">
			<h1><?cs var:M.site.map ?></h1>
		</div>

		<section class="panel pad-s2" aria-labelledby="m-results">
			<h2 class="h2" id="m-results"><?cs var:M.portal.map_results ?></h2>
			<ul class="plain">
				<li><a href="/<?cs var:Lang.qs ?>"><?cs var:M.nav.home ?></a></li>
				<li><a href="/search<?cs var:Lang.qs ?>"><?cs var:M.nav.results ?></a></li>
				<li><a href="/inspections/<?cs var:Lang.qs ?>"><?cs var:M.inspect.p_title ?></a></li>
				<li><a href="/draws/<?cs var:Lang.qs ?>"><?cs var:M.nav.draws ?></a></li>
				<li><a href="/plans/<?cs var:Lang.qs ?>"><?cs var:M.portal.map_plans ?></a></li>
				<li><a href="/items/<?cs var:Lang.qs ?>"><?cs var:M.portal.map_items ?></a></li>
				<li><a href="/log/<?cs var:Lang.qs ?>"><?cs var:M.log.title ?></a></li>
			</ul>
		</section>

		<section class="panel pad-s2" aria-labelledby="m-people">
			<h2 class="h2" id="m-people"><?cs var:M.portal.map_people ?></h2>
			<ul class="plain">
				<li><a href="/agencies/<?cs var:Lang.qs ?>"><?cs var:M.nav.agencies ?></a></li>
				<li><a href="/officers/<?cs var:Lang.qs ?>"><?cs var:M.nav.officers ?></a></li>
				<li><a href="/laws/<?cs var:Lang.qs ?>"><?cs var:M.nav.laws ?></a></li>
				<li><a href="/matters/<?cs var:Lang.qs ?>"><?cs var:M.portal.map_matters ?></a></li>
				<li><a href="/scales/<?cs var:Lang.qs ?>"><?cs var:M.portal.map_scales ?></a></li>
				<li><a href="/keys/<?cs var:Lang.qs ?>"><?cs var:M.portal.map_keys ?></a></li>
			</ul>
		</section>

		<section class="panel pad-s2" aria-labelledby="m-do">
			<h2 class="h2" id="m-do"><?cs var:M.portal.map_do ?></h2>
			<ul class="plain">
				<li><a href="/code<?cs var:Lang.qs ?>"><?cs var:M.inspect.c_title ?></a></li>
				<li><a href="/report<?cs var:Lang.qs ?>"><?cs var:M.nav.report ?></a></li>
				<li><a href="/report/status<?cs var:Lang.qs ?>"><?cs var:M.portal.map_status ?></a></li>
				<li><a href="/my/<?cs var:Lang.qs ?>"><?cs var:M.door.title ?></a></li>
				<li><a href="/accessibility<?cs var:Lang.qs ?>"><?cs var:M.site.accessibility ?></a></li>
				<li><a href="/privacy<?cs var:Lang.qs ?>"><?cs var:M.site.privacy ?></a></li>
			</ul>
		</section>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
