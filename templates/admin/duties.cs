<?cs # Accounts and their duties.  Data: q, duties, accounts, pages_first, pages_next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"admin/macros.cs" ?>
<?cs set:Page.title = M.menu.duties ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.menu.duties ?></h1>
		<p class="muted"><?cs var:M.admin.duties_lead ?></p>
	</div>

	<?cs call:admin_bar("/desk/admin/duties/", M.admin.find_account, "duty", M.me.duty, duties) ?>

	<section class="panel flush pad-s" aria-label="<?cs var:M.menu.duties ?>">
		<?cs if:subcount(accounts) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.login.username ?></th>
						<th scope="col"><?cs var:M.admin.office ?></th>
						<th scope="col"><?cs var:M.admin.duties_held ?></th>
						<th scope="col"><?cs var:M.admin.state ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:one = accounts ?>
						<tr>
							<td>
								<a class="t" href="<?cs var:one.href ?>"><?cs var:one.username ?></a>
								<br>
								<span class="small muted"><?cs var:one.display_name ?></span>
							</td>
							<td data-l="<?cs var:M.admin.office ?>"><?cs call:admin_office(one) ?></td>
							<td data-l="<?cs var:M.admin.duties_held ?>">
								<?cs if:one.duties ?>
									<?cs var:one.duties ?>
								<?cs else ?>
									<span class="muted"><?cs var:M.admin.no_duty ?></span>
								<?cs /if ?>
							</td>
							<td>
								<?cs if:one.active ?>
									<?cs call:tag("song", M.admin.on) ?>
								<?cs else ?>
									<?cs call:tag("amber", M.admin.off) ?>
								<?cs /if ?>
							</td>
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
