<?cs # One agency.  Data: crumbs, agency.*, facts, units. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = agency.name ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph row between top">
		<div>
			<h1><?cs var:agency.name ?></h1>
			<?cs if:agency.off ?>
				<p><?cs call:tag("amber", M.admin.off) ?></p>
			<?cs /if ?>
		</div>
		<p class="row"><a class="btn sec" href="<?cs var:agency.edit ?>"><?cs var:M.admin.change ?></a></p>
	</div>

	<div class="stack-l">
		<section class="panel">
			<h2 class="h2"><?cs var:M.admin.agency_facts ?></h2>
			<?cs call:facts(facts) ?>
		</section>

		<section class="panel flush">
			<h2 class="h2">
				<?cs var:M.admin.units ?>
				 <a href="<?cs var:agency.add_unit ?>"><?cs var:M.admin.admin_unit.title ?></a>
			</h2>
			<?cs if:subcount(units) ?>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.field.name ?></th>
							<th scope="col"><?cs var:M.field.name_en ?></th>
							<th scope="col"><?cs var:M.admin.state ?></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:u = units ?>
							<tr>
								<td><a class="t" href="<?cs var:u.href ?>"><?cs var:u.name ?></a></td>
								<td data-l="<?cs var:M.field.name_en ?>"><?cs var:u.name_en ?></td>
								<td>
									<?cs if:u.off ?>
										<?cs call:tag("amber", M.admin.off) ?>
									<?cs else ?>
										<?cs call:tag("song", M.admin.on) ?>
									<?cs /if ?>
								</td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			<?cs else ?>
				<?cs call:empty(M.admin.no_units, M.admin.no_units_text) ?>
			<?cs /if ?>
		</section>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
