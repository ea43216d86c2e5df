<?cs # Officers and certificates.  Data: q, agencies, officers, pages_first, pages_next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"admin/macros.cs" ?>
<?cs set:Page.title = M.menu.officers ?>
<?cs def:body() ?>
	<div class="ph row between top">
		<h1><?cs var:M.menu.officers ?></h1>
		<p class="row"><a class="btn" href="/desk/admin/officers/new"><?cs var:M.admin.admin_officer.title ?></a></p>
	</div>

	<?cs call:admin_bar("/desk/admin/officers/", M.admin.find_officer, "agency", M.admin.agency, agencies) ?>

	<section class="panel flush pad-s" aria-label="<?cs var:M.menu.officers ?>">
		<?cs if:subcount(officers) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.admin.name ?></th>
						<th scope="col"><?cs var:M.admin.office ?></th>
						<th scope="col"><?cs var:M.me.certificate_no ?></th>
						<th scope="col"><?cs var:M.me.field ?></th>
						<th scope="col"><?cs var:M.admin.valid_to ?></th>
						<th scope="col"><?cs var:M.me.status ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:one = officers ?>
						<tr>
							<td>
								<a class="t" href="<?cs var:one.href ?>"><?cs var:one.name ?></a>
								<br>
								<span class="small muted">
									<?cs var:one.kind ?>
									<?cs if:one.law_qualified ?> · <?cs var:M.admin.qualified ?><?cs /if ?>
								</span>
							</td>
							<td data-l="<?cs var:M.admin.office ?>"><?cs call:admin_office(one) ?></td>
							<td data-l="<?cs var:M.me.certificate_no ?>">
								<?cs if:one.no ?>
									<span class="num"><?cs var:one.no ?></span>
								<?cs else ?>
									<span class="muted"><?cs var:M.admin.no_certificate ?></span>
								<?cs /if ?>
							</td>
							<td data-l="<?cs var:M.me.field ?>"><?cs var:one.field ?></td>
							<td class="num" data-l="<?cs var:M.admin.valid_to ?>"><?cs var:one.valid_to ?></td>
							<td><?cs if:one.standing ?><?cs call:tag(one.tone, one.standing) ?><?cs /if ?></td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.admin.no_match, M.admin.no_match_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(pages_first, pages_next) ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
