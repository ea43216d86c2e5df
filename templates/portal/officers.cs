<?cs # Officers and their certificates.  Data: q, lead, officers, agencies, pager. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.portal.officers_title ?>
<?cs set:Page.nav = "officers" ?>
<?cs def:officer_row(of) ?>
	<tr>
		<td><b><?cs var:of.name ?></b></td>
		<td data-l="<?cs var:M.portal.c_agency ?>">
			<a href="/agencies/<?cs var:of.agency_ref ?><?cs var:Lang.qs ?>"><?cs var:of.agency ?></a>
		</td>
		<td data-l="<?cs var:M.portal.c_no ?>">
			<span class="mono"><?cs var:of.no ?></span>
			<br>
			<span class="small muted"><?cs var:of.kind ?></span>
		</td>
		<td data-l="<?cs var:M.portal.c_field ?>"><?cs var:of.field ?></td>
		<td data-l="<?cs var:M.portal.c_valid ?>">
			<span class="num"><?cs var:of.valid_from ?></span> – <span class="num"><?cs var:of.valid_to ?></span>
		</td>
		<td data-l="<?cs var:M.portal.c_standing ?>"><?cs call:tag(of.tag, of.standing) ?></td>
	</tr>

<?cs /def ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<div class="ph">
			<h1><?cs var:M.portal.officers_title ?></h1>
			<p class="lead"><?cs var:lead ?></p>
		</div>

		<div class="cols c-side">

			<?cs call:filters_begin("/officers/") ?>
			<?cs call:filter_text(M.portal.officers_label, q) ?>
			<?cs call:filter_select("agency", M.portal.agency, agencies) ?>
			<?cs call:filters_end() ?>

			<section aria-label="<?cs var:M.portal.officers_title ?>">

				<?cs if:subcount(officers) ?>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.portal.c_person ?></th>
								<th scope="col"><?cs var:M.portal.c_agency ?></th>
								<th scope="col"><?cs var:M.portal.c_no ?></th>
								<th scope="col"><?cs var:M.portal.c_field ?></th>
								<th scope="col"><?cs var:M.portal.c_valid ?></th>
								<th scope="col"><?cs var:M.portal.c_standing ?></th>
							</tr>
						</thead>
						<tbody>

							<?cs each:of_one = officers ?><?cs call:officer_row(of_one) ?><?cs /each ?>
						</tbody>
					</table>

				<?cs else ?>
					<?cs call:empty(M.portal.officers_none, M.portal.officers_none_text) ?>
				<?cs /if ?>

				<?cs call:portal_pages() ?>
			</section>
		</div>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
