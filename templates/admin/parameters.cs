<?cs # Figures of law in force, by key.  Data: keys. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.parameters ?>
<?cs def:scope_of(so) ?>
	<?cs if:so.agency ?><?cs var:so.agency ?> <?cs /if ?><?cs if:so.region ?><?cs var:so.region ?> <?cs /if ?>
	<?cs var:so.sector ?>
<?cs /def ?>

<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.menu.parameters ?></h1>
		<p class="muted"><?cs var:M.admin.parameters_lead ?></p>
	</div>

	<section class="panel flush" aria-label="<?cs var:M.menu.parameters ?>">
		<table class="ledger fold">
			<thead>
				<tr>
					<th scope="col"><?cs var:M.admin.figure ?></th>
					<th scope="col"><?cs var:M.field.admin_parameter.value ?></th>
					<th scope="col"><?cs var:M.admin.scope ?></th>
					<th scope="col"><?cs var:M.field.admin_parameter.source ?></th>
					<th scope="col"><?cs var:M.admin.from ?></th>
				</tr>
			</thead>
			<tbody>

				<?cs each:ke = keys ?>
					<?cs if:subcount(ke.rows) ?>
						<?cs each:pr = ke.rows ?>
							<tr>
								<td>
									<?cs if:first(pr) ?>
										<a class="t" href="<?cs var:ke.href ?>"><?cs var:ke.name ?></a>
										<br>
										<span class="hash"><?cs var:ke.key ?></span>
									<?cs /if ?>
								</td>
								<td class="nowrap">
									<b><?cs var:pr.value ?></b>
									<?cs if:pr.site ?> <?cs call:tag("dai", M.admin.site_row) ?><?cs /if ?>
								</td>
								<td data-l="<?cs var:M.admin.scope ?>"><?cs call:scope_of(pr) ?></td>
								<td data-l="<?cs var:M.field.admin_parameter.source ?>"><?cs var:pr.source ?></td>
								<td class="num" data-l="<?cs var:M.admin.from ?>"><?cs var:pr.from ?></td>
							</tr>

						<?cs /each ?>
					<?cs else ?>
						<tr>
							<td>
								<a class="t" href="<?cs var:ke.href ?>"><?cs var:ke.name ?></a>
								<br>
								<span class="hash"><?cs var:ke.key ?></span>
							</td>
							<td colspan="4"><span class="muted"><?cs var:M.admin.not_in_force ?></span></td>
						</tr>

					<?cs /if ?>
				<?cs /each ?>
			</tbody>
		</table>
	</section>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
