<?cs # The public's first page.  Data: example, today, gaz, until, year. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.nav = "home" ?>
<?cs def:gaz_row(gz) ?>
	<li>
		<p class="gaz-k"><?cs var:gz.when ?><br><span><?cs var:gz.agency_name ?></span></p>
		<div>
			<h3><a href="/decisions/<?cs var:gz.decision_ref ?><?cs var:Lang.qs ?>"><?cs var:gz.party_name ?></a></h3>
			<p><?cs var:gz.cause_name ?></p>
			<p class="gaz-f">
				<b><?cs var:gz.result ?></b>
				<span><?cs var:gz.number ?></span>
			</p>
		</div>
	</li>

<?cs /def ?>
<?cs def:tile(tile_href, tile_title, tile_text) ?>
	<li>
		<h3><a href="<?cs var:tile_href ?><?cs var:Lang.qs ?>"><?cs var:tile_title ?></a></h3>
		<p><?cs var:tile_text ?></p>
	</li>

<?cs /def ?>
<?cs def:body() ?>
	<section class="hero">
		<div class="wrap">
			<h1><?cs var:M.portal.hero_1 ?><br><?cs var:M.portal.hero_2 ?></h1>
			<?cs call:finder("") ?>
		</div>
	</section>

	<div class="wrap cols c-2-1 pad-t">

		<section aria-labelledby="h-new">
			<h2 class="h2" id="h-new">
				<?cs var:M.portal.new ?>
				 <small><?cs var:today ?> · <a href="/search<?cs var:Lang.qs ?>"><?cs var:M.portal.all ?></a></small>
			</h2>

			<?cs if:subcount(gaz) ?>
				<ol class="gaz">

					<?cs each:gz_one = gaz ?><?cs call:gaz_row(gz_one) ?><?cs /each ?>
				</ol>

			<?cs else ?>
				<?cs call:empty(M.portal.none_title, M.portal.none_text) ?>
			<?cs /if ?>
		</section>

		<aside class="stack-l" aria-label="<?cs var:M.portal.side ?>">

			<section>
				<h2 class="h2"><?cs var:M.portal.check_title ?></h2>
				<p class="pad-s"><?cs var:M.portal.check_text ?></p>
				<p class="pad-s small muted"><?cs var:M.portal.check_more ?></p>
			</section>

			<section>
				<h2 class="h2"><?cs var:M.portal.year ?> <small><?cs var:until ?></small></h2>
				<dl class="facts pad-s"><?cs call:facts_rows(year) ?></dl>
			</section>

		</aside>
	</div>

	<section class="band">
		<div class="wrap">
			<h2 class="vh"><?cs var:M.portal.other ?></h2>
			<ul class="quad">

				<?cs call:tile("/draws/", M.portal.t_draws, M.portal.t_draws_text) ?>

				<?cs call:tile("/agencies/", M.portal.t_agencies, M.portal.t_agencies_text) ?>

				<?cs call:tile("/officers/", M.portal.t_officers, M.portal.t_officers_text) ?>

				<?cs call:tile("/laws/", M.portal.t_laws, M.portal.t_laws_text) ?>

				<?cs call:tile("/scales/", M.portal.t_scales, M.portal.t_scales_text) ?>

				<?cs call:tile("/items/", M.portal.t_items, M.portal.t_items_text) ?>

				<?cs call:tile("/plans/", M.portal.t_plans, M.portal.t_plans_text) ?>

			</ul>
		</div>
	</section>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
