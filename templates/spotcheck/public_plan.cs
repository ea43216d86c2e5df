<?cs # One published plan.  Data: plans.0.*, plan.agency_ref, lines. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs include:"spotcheck/macros.cs" ?>
<?cs set:Page.title = plans.0.title ?>
<?cs set:Page.nav = "laws" ?>
<?cs set:Page.tab = "plans" ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<?cs call:law_tabs() ?>
		<div class="ph">
			<h1><?cs var:plans.0.title ?></h1>
			<p class="lead">
				<a href="/agencies/<?cs var:plan.agency_ref ?><?cs var:Lang.qs ?>"><?cs var:plans.0.agency ?></a> ·
				 <span class="num"><?cs var:plans.0.year ?></span> · <?cs var:M.spot.published ?>
				 <span class="num"><?cs var:plans.0.published_at ?></span>
			</p>
		</div>

		<section aria-label="<?cs var:M.spot.lines ?>"><?cs call:spot_lines() ?></section>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
