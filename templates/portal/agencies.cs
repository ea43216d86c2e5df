<?cs # Agencies.  Data: agencies, regions, kinds, pager. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.portal.agencies_title ?>
<?cs set:Page.nav = "agencies" ?>
<?cs def:agency_row(ag) ?>
	<tr>
		<td><a class="t" href="/agencies/<?cs var:ag.ref ?><?cs var:Lang.qs ?>"><?cs var:ag.name ?></a></td>
		<td data-l="<?cs var:M.portal.c_kind ?>"><?cs var:ag.kind ?></td>
		<td data-l="<?cs var:M.portal.c_region ?>"><?cs var:ag.region ?></td>
		<td data-l="<?cs var:M.portal.c_address ?>"><?cs var:ag.address ?></td>
		<td data-l="<?cs var:M.portal.c_telephone ?>"><span class="num"><?cs var:ag.telephone ?></span></td>
		<td class="num" data-l="<?cs var:M.portal.c_officers ?>"><?cs var:ag.officers ?></td>
	</tr>

<?cs /def ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<div class="ph">
			<h1><?cs var:M.portal.agencies_title ?></h1>
			<p class="lead"><?cs var:M.portal.agencies_lead ?></p>
		</div>

		<div class="cols c-side">

			<?cs call:filters_begin("/agencies/") ?>
			<?cs call:filter_select("region", M.portal.region, regions) ?>
			<?cs call:filter_select("kind", M.portal.kind, kinds) ?>
			<?cs call:filters_end() ?>

			<section aria-label="<?cs var:M.portal.agencies_title ?>">

				<?cs if:subcount(agencies) ?>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.portal.c_name ?></th>
								<th scope="col"><?cs var:M.portal.c_kind ?></th>
								<th scope="col"><?cs var:M.portal.c_region ?></th>
								<th scope="col"><?cs var:M.portal.c_address ?></th>
								<th scope="col"><?cs var:M.portal.c_telephone ?></th>
								<th scope="col"><?cs var:M.portal.c_officers ?></th>
							</tr>
						</thead>
						<tbody>

							<?cs each:ag_one = agencies ?><?cs call:agency_row(ag_one) ?><?cs /each ?>
						</tbody>
					</table>

				<?cs else ?>
					<?cs call:empty(M.portal.agencies_none, M.portal.change) ?>
				<?cs /if ?>

				<?cs call:portal_pages() ?>
			</section>
		</div>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
