<?cs # Laws.  Data: q, laws, levels, pager. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.law.laws_title ?>
<?cs set:Page.nav = "laws" ?>
<?cs set:Page.tab = "laws" ?>
<?cs def:law_row(la) ?>
	<tr>
		<td><a class="t" href="/laws/<?cs var:la.ref ?><?cs var:Lang.qs ?>"><?cs var:la.title ?></a></td>
		<td data-l="<?cs var:M.law.level ?>"><?cs var:la.level ?></td>
		<td data-l="<?cs var:M.law.c_issuer ?>"><?cs var:la.issuer ?></td>
		<td data-l="<?cs var:M.law.c_version ?>">
			<?cs if:la.version_day ?>
				<span class="num"><?cs var:la.version_day ?></span>
			<?cs else ?>
				<span class="muted"><?cs var:M.law.no_version ?></span>
			<?cs /if ?>
		</td>
		<td class="num" data-l="<?cs var:M.law.c_versions ?>"><?cs var:la.versions ?></td>
	</tr>

<?cs /def ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<?cs call:law_tabs() ?>
		<div class="ph">
			<h1><?cs var:M.law.laws_title ?></h1>
			<p class="lead"><?cs var:M.law.laws_lead ?></p>
		</div>

		<div class="cols c-side">

			<?cs call:filters_begin("/laws/") ?>
			<?cs call:filter_text(M.law.search_law, q) ?>
			<?cs call:filter_select("level", M.law.level, levels) ?>
			<?cs call:filters_end() ?>

			<section aria-label="<?cs var:M.law.laws_title ?>">

				<?cs if:subcount(laws) ?>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.law.c_title ?></th>
								<th scope="col"><?cs var:M.law.level ?></th>
								<th scope="col"><?cs var:M.law.c_issuer ?></th>
								<th scope="col"><?cs var:M.law.c_version ?></th>
								<th scope="col"><?cs var:M.law.c_versions ?></th>
							</tr>
						</thead>
						<tbody>

							<?cs each:la_one = laws ?><?cs call:law_row(la_one) ?><?cs /each ?>
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
