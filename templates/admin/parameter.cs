<?cs # One figure of law and its history.  Data: crumbs, parameter.*, rows. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = parameter.name ?>
<?cs def:scope_of(so) ?>
	<?cs if:so.agency ?><?cs var:so.agency ?> <?cs /if ?><?cs if:so.region ?><?cs var:so.region ?> <?cs /if ?>
	<?cs var:so.sector ?>
<?cs /def ?>

<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph row between top">
		<div>
			<h1><?cs var:parameter.name ?></h1>
			<p class="hash"><?cs var:parameter.key ?></p>
		</div>
		<p class="row">
			<a class="btn" href="<?cs var:parameter.add ?>"><?cs var:M.admin.admin_parameter.title ?></a>
		</p>
	</div>

	<section class="panel flush">
		<h2 class="h2"><?cs var:M.admin.history ?></h2>
		<table class="ledger fold">
			<thead>
				<tr>
					<th scope="col"><?cs var:M.field.admin_parameter.value ?></th>
					<th scope="col"><?cs var:M.admin.valid ?></th>
					<th scope="col"><?cs var:M.admin.scope ?></th>
					<th scope="col"><?cs var:M.field.admin_parameter.source ?></th>
					<th scope="col"><span class="vh"><?cs var:M.home.act ?></span></th>
				</tr>
			</thead>
			<tbody>

				<?cs each:pr = rows ?>
					<tr>
						<td class="nowrap">
							<b><?cs var:pr.value ?></b>
							 <?cs if:pr.site ?><?cs call:tag("dai", M.admin.site_row) ?><?cs /if ?>
							<?cs if:pr.now ?>
								<?cs call:tag("song", M.admin.now) ?>
							<?cs elif:pr.voided ?>
								<?cs call:tag("", M.admin.voided) ?>
							<?cs /if ?>
						</td>
						<td class="num" data-l="<?cs var:M.admin.valid ?>">
							<?cs var:pr.from ?> –
							 <?cs if:pr.to ?><?cs var:pr.to ?><?cs else ?><?cs var:M.me.open ?><?cs /if ?>
						</td>
						<td data-l="<?cs var:M.admin.scope ?>"><?cs call:scope_of(pr) ?></td>
						<td data-l="<?cs var:M.field.admin_parameter.source ?>">
							<?cs var:pr.source ?>
							<?cs if:pr.note ?><br><span class="small muted"><?cs var:pr.note ?></span><?cs /if ?>
						</td>
						<td class="right nowrap">
							<?cs if:pr.end ?>
								<form method="get" action="<?cs var:pr.end ?>">
									<input type="hidden" name="row" value="<?cs var:pr.name ?>">
									<button class="btn sec sm"><?cs var:M.admin.admin_end.title ?></button>
								</form>
							<?cs /if ?>
						</td>
					</tr>

				<?cs /each ?>
			</tbody>
		</table>
	</section>

	<p class="small muted pad-s"><?cs var:M.admin.parameter_rule ?></p>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
