<?cs # The duties of one account.  Data: crumbs, account.0.*, account.{path,self}, held, past, form.*. ?>
<?cs include:"macros.cs" ?>
<?cs include:"admin/macros.cs" ?>
<?cs set:Page.title = account.0.username ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph">
		<h1><?cs var:account.0.display_name ?> <span class="hash"><?cs var:account.0.username ?></span></h1>
		<p class="muted">
			<?cs var:account.0.agency_name ?>
			<?cs if:account.0.unit_name ?> · <?cs var:account.0.unit_name ?><?cs /if ?>
			 <?cs if:!account.0.active ?><?cs call:tag("amber", M.admin.off) ?><?cs /if ?>
		</p>
	</div>

	<?cs call:form_problems() ?>
	<?cs call:admin_reset(account.path) ?>

	<div class="stack-l">

		<section class="panel flush">
			<h2 class="h2"><?cs var:M.admin.duties_held ?></h2>
			<?cs if:subcount(held) ?>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.me.duty ?></th>
							<th scope="col"><?cs var:M.me.from ?></th>
							<th scope="col"><?cs var:M.admin.granted_by ?></th>
							<th scope="col"><?cs var:M.admin.granted_at ?></th>
							<th scope="col"><span class="vh"><?cs var:M.home.act ?></span></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:d = held ?>
							<tr>
								<td><b><?cs var:d.name ?></b></td>
								<td class="num" data-l="<?cs var:M.me.from ?>"><?cs var:d.from_day ?></td>
								<td data-l="<?cs var:M.admin.granted_by ?>"><?cs var:d.granted_by ?></td>
								<td class="num" data-l="<?cs var:M.admin.granted_at ?>"><?cs var:d.granted_at ?></td>
								<td class="right nowrap">
									<?cs if:!account.self ?>
										<form method="post"
												 action="<?cs var:account.path ?>/revoke/<?cs var:d.code ?>">
											<?cs call:form_hidden() ?>
											<button class="btn risk sm">
												<?cs var:M.admin.revoke ?>
												<span class="vh"><?cs var:M.home.colon ?><?cs var:d.name ?></span>
											</button>
										</form>
									<?cs /if ?>
								</td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			<?cs else ?>
				<?cs call:empty(M.admin.no_duty, M.admin.no_duty_text) ?>
			<?cs /if ?>
		</section>

		<?cs if:account.self ?>
			<div class="note">
				<p><?cs var:M.problem.not_oneself ?></p>
			</div>
		<?cs else ?>
			<section class="panel">
				<h2 class="h2"><?cs var:M.admin.admin_duty.title ?></h2>
				<p class="small muted"><?cs var:M.admin.admin_duty.lead ?></p>

				<?cs call:form_begin(account.path) ?>
				<?cs call:form_fields() ?>
				<?cs call:form_buttons(M.admin.admin_duty.send, "") ?>
				<?cs call:form_end() ?>
			</section>
		<?cs /if ?>

		<?cs if:subcount(past) ?>
			<section class="panel flush">
				<h2 class="h2"><?cs var:M.admin.past_duties ?></h2>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.me.duty ?></th>
							<th scope="col"><?cs var:M.me.from ?></th>
							<th scope="col"><?cs var:M.admin.granted_by ?></th>
							<th scope="col"><?cs var:M.admin.revoked_at ?></th>
							<th scope="col"><?cs var:M.admin.revoked_by ?></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:d = past ?>
							<tr>
								<td><?cs var:d.name ?></td>
								<td class="num" data-l="<?cs var:M.me.from ?>"><?cs var:d.from_day ?></td>
								<td data-l="<?cs var:M.admin.granted_by ?>"><?cs var:d.granted_by ?></td>
								<td class="num" data-l="<?cs var:M.admin.revoked_at ?>"><?cs var:d.revoked_at ?></td>
								<td data-l="<?cs var:M.admin.revoked_by ?>"><?cs var:d.revoked_by ?></td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			</section>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
