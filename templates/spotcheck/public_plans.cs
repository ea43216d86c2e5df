<?cs # Published annual plans.  Data: plans, agencies, pager. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.spot.plans_title ?>
<?cs set:Page.nav = "laws" ?>
<?cs set:Page.tab = "plans" ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<?cs call:law_tabs() ?>
		<div class="ph">
			<h1><?cs var:M.spot.plans_title ?></h1>
			<p class="lead"><?cs var:M.spot.plans_public ?></p>
		</div>

		<div class="cols c-side">

			<?cs call:filters_begin("/plans/") ?>
			<?cs call:filter_select("agency", M.law.c_agency, agencies) ?>
			<?cs call:filters_end() ?>

			<section aria-label="<?cs var:M.spot.plans_title ?>">

				<?cs if:subcount(plans) ?>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.spot.plan ?></th>
								<th scope="col"><?cs var:M.field.year ?></th>
								<th scope="col"><?cs var:M.law.c_agency ?></th>
								<th scope="col"><?cs var:M.spot.lines ?></th>
								<th scope="col"><?cs var:M.spot.published_on ?></th>
							</tr>
						</thead>
						<tbody>

							<?cs each:pl = plans ?>
								<tr>
									<td>
										<a class="t" href="/plans/<?cs var:pl.ref ?><?cs var:Lang.qs ?>">
											<?cs var:pl.title ?>
										</a>
									</td>
									<td class="num" data-l="<?cs var:M.field.year ?>"><?cs var:pl.year ?></td>
									<td data-l="<?cs var:M.law.c_agency ?>"><?cs var:pl.agency ?></td>
									<td class="num" data-l="<?cs var:M.spot.lines ?>"><?cs var:pl.lines ?></td>
									<td class="num" data-l="<?cs var:M.spot.published_on ?>">
										<?cs var:pl.published_at ?>
									</td>
								</tr>

							<?cs /each ?>
						</tbody>
					</table>

				<?cs else ?>
					<?cs call:empty(M.spot.no_public_plans, M.spot.no_public_plans_text) ?>
				<?cs /if ?>

				<?cs call:portal_pages() ?>
			</section>
		</div>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
