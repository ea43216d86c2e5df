<?cs # One officer.  Data: crumbs, officer.*, certificates. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = officer.name ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph row between top">
		<div>
			<h1><?cs var:officer.name ?></h1>
			<p class="muted">
				<?cs var:officer.agency ?><?cs if:officer.unit ?> · <?cs var:officer.unit ?><?cs /if ?>
				　<?cs var:officer.kind ?><?cs if:officer.law_qualified ?> · <?cs var:M.admin.qualified ?><?cs /if ?>
			</p>
		</div>
		<p class="row">
			<?cs if:officer.make ?>
				<a class="btn sec" href="<?cs var:officer.make ?>"><?cs var:M.admin.admin_account.title ?></a>
			<?cs else ?>
				<a class="btn sec" href="<?cs var:officer.account ?>">
					<?cs var:M.admin.account ?> <?cs var:officer.username ?>
				</a>
			<?cs /if ?>
		</p>
	</div>

	<section class="panel flush">
		<h2 class="h2">
			<?cs var:M.admin.certificates ?>
			 <a href="<?cs var:officer.add ?>"><?cs var:M.admin.admin_certificate.title ?></a>
		</h2>
		<?cs if:subcount(certificates) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.me.certificate_no ?></th>
						<th scope="col"><?cs var:M.me.certificate_kind ?></th>
						<th scope="col"><?cs var:M.me.field ?></th>
						<th scope="col"><?cs var:M.admin.region ?></th>
						<th scope="col"><?cs var:M.me.valid ?></th>
						<th scope="col"><?cs var:M.me.status ?></th>
						<th scope="col"><span class="vh"><?cs var:M.home.act ?></span></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:t = certificates ?>
						<tr>
							<td class="num"><b><?cs var:t.no ?></b></td>
							<td data-l="<?cs var:M.me.certificate_kind ?>"><?cs var:t.kind ?></td>
							<td data-l="<?cs var:M.me.field ?>"><?cs var:t.field ?></td>
							<td data-l="<?cs var:M.admin.region ?>"><?cs var:t.region_name ?></td>
							<td class="num" data-l="<?cs var:M.me.valid ?>">
								<?cs var:t.valid_from ?> – <?cs var:t.valid_to ?>
							</td>
							<td>
								<?cs call:tag(t.tone, t.standing) ?>
								<?cs if:t.status_since ?>
									 <span class="small muted num"><?cs var:t.status_since ?></span>
								<?cs /if ?>
							</td>
							<td class="right nowrap">
								<?cs if:t.href ?>
									<a href="<?cs var:t.href ?>">
										<?cs var:M.admin.admin_status.title ?>
										<span class="vh"><?cs var:M.home.colon ?><?cs var:t.no ?></span>
									</a>
								<?cs /if ?>
							</td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.admin.no_certificate, M.admin.no_certificate_text) ?>
		<?cs /if ?>
	</section>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
