<?cs # Powers and duties.  Data: q, total, matters, types, agencies, pager. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.law.matters_title ?>
<?cs set:Page.nav = "laws" ?>
<?cs set:Page.tab = "matters" ?>
<?cs def:matter_row(ma) ?>
	<tr>
		<td>
			<b><?cs var:ma.name ?></b>
			<br>
			<span class="hash"><?cs var:ma.code ?></span>
		</td>
		<td class="nowrap" data-l="<?cs var:M.law.c_type ?>"><?cs var:ma.type ?></td>
		<td data-l="<?cs var:M.law.c_agency ?>">
			<?cs if:ma.agency_ref ?>
				<a href="/agencies/<?cs var:ma.agency_ref ?><?cs var:Lang.qs ?>"><?cs var:ma.agency_name ?></a>
			<?cs else ?>
				<?cs var:ma.levels ?>
			<?cs /if ?>
		</td>
		<td data-l="<?cs var:M.law.c_basis ?>">
			<?cs each:mb = ma.basis ?><?cs if:!first(mb) ?><br><?cs /if ?><?cs call:law_line(mb) ?><?cs /each ?>
		</td>
	</tr>

<?cs /def ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<?cs call:law_tabs() ?>
		<div class="ph">
			<h1><?cs var:M.law.matters_title ?></h1>
			<p class="lead"><?cs var:M.law.matters_lead ?></p>
		</div>

		<div class="cols c-side">

			<?cs call:filters_begin("/matters/") ?>
			<?cs call:filter_text(M.law.search_matter, q) ?>
			<?cs call:filter_select("agency", M.law.c_agency, agencies) ?>
			<?cs call:filter_select("type", M.law.type, types) ?>
			<?cs call:filters_end() ?>

			<section aria-label="<?cs var:M.law.matters_title ?>">

				<?cs if:subcount(matters) ?>
					<p class="small muted"><?cs var:total ?></p>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.law.c_name ?></th>
								<th scope="col"><?cs var:M.law.c_type ?></th>
								<th scope="col"><?cs var:M.law.c_agency ?></th>
								<th scope="col"><?cs var:M.law.c_basis ?></th>
							</tr>
						</thead>
						<tbody>

							<?cs each:ma_one = matters ?><?cs call:matter_row(ma_one) ?><?cs /each ?>
						</tbody>
					</table>

				<?cs else ?>
					<?cs call:empty(M.law.none, M.law.none_text) ?>
				<?cs /if ?>

				<?cs call:portal_pages() ?>
			</section>
		</div>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
