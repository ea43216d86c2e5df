<?cs # The tree of agencies.  Data: agencies. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.agencies ?>
<?cs def:body() ?>
	<div class="ph row between top">
		<h1><?cs var:M.menu.agencies ?></h1>
		<p class="row"><a class="btn" href="/desk/admin/agencies/new"><?cs var:M.admin.admin_agency.title ?></a></p>
	</div>

	<section class="panel flush" aria-label="<?cs var:M.menu.agencies ?>">
		<?cs if:subcount(agencies) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.field.admin_agency.name ?></th>
						<th scope="col"><?cs var:M.field.admin_agency.kind ?></th>
						<th scope="col"><?cs var:M.admin.region ?></th>
						<th scope="col"><?cs var:M.field.enforcement_field ?></th>
						<th scope="col"><?cs var:M.admin.units ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:g = agencies ?>
						<tr>
							<td>
								<span class="muted" aria-hidden="true"><?cs var:g.lead ?></span>
								<a class="t" href="<?cs var:g.href ?>"><?cs var:g.name ?></a>
								 <span class="hash"><?cs var:g.code ?></span>
								<?cs if:g.off ?> <?cs call:tag("amber", M.admin.off) ?><?cs /if ?>
							</td>
							<td data-l="<?cs var:M.field.admin_agency.kind ?>"><?cs var:g.kind ?></td>
							<td data-l="<?cs var:M.admin.region ?>"><?cs var:g.region ?></td>
							<td data-l="<?cs var:M.field.enforcement_field ?>"><?cs var:g.field ?></td>
							<td class="num" data-l="<?cs var:M.admin.units ?>"><?cs var:g.units ?></td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.admin.no_agencies, M.admin.no_agencies_text) ?>
		<?cs /if ?>
	</section>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
