<?cs # Laws, for casework.  Data: q, laws, pages_first, pages_next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"law_desk/macros.cs" ?>
<?cs set:Page.title = M.menu.laws ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.menu.laws ?></h1>
	</div>

	<?cs call:law_desk_head("laws", "/desk/laws/", M.law.search_law) ?>

	<section class="panel flush pad-s" aria-label="<?cs var:M.law.laws_title ?>">
		<?cs if:subcount(laws) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.law.c_title ?></th>
						<th scope="col"><?cs var:M.law.level ?></th>
						<th scope="col"><?cs var:M.law.c_issuer ?></th>
						<th scope="col"><?cs var:M.law.c_version ?></th>
						<th scope="col"><?cs var:M.law.c_versions ?></th>
						<th scope="col"><?cs var:M.admin.full_text ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:la = laws ?>
						<tr>
							<td><a class="t" href="<?cs var:la.href ?>"><?cs var:la.title ?></a></td>
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
							<td class="num" data-l="<?cs var:M.admin.full_text ?>">
								<?cs if:la.articles > #0 ?><?cs var:la.articles ?><?cs else ?>–<?cs /if ?>
							</td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.law.none, M.law.none_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(pages_first, pages_next) ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
