<?cs # Deputies of the agency.  Data: deputies, form.*. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.deputies ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.menu.deputies ?></h1>
		<p class="muted"><?cs var:M.deputy.lead ?></p>
	</div>

	<?cs call:form_problems() ?>

	<div class="stack-l">

		<section class="panel flush">
			<h2 class="h2"><?cs var:M.deputy.list ?></h2>
			<?cs if:subcount(deputies) ?>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.deputy.to ?></th>
							<th scope="col"><?cs var:M.deputy.from ?></th>
							<th scope="col"><?cs var:M.deputy.time ?></th>
							<th scope="col"><?cs var:M.deputy.basis ?></th>
							<th scope="col"><span class="vh"><?cs var:M.home.act ?></span></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:d = deputies ?>
							<tr>
								<td>
									<b><?cs var:d.to_name ?></b>
									 <?cs call:tag(d.kind, d.standing) ?>
								</td>
								<td data-l="<?cs var:M.deputy.from ?>">
									<?cs var:d.from_name ?><br><span class="small muted"><?cs var:d.duty ?></span>
								</td>
								<td class="num" data-l="<?cs var:M.deputy.time ?>">
									<?cs var:d.from_day ?> – <?cs var:d.until_day ?>
									<?cs if:d.revoked_at ?>
										<br>
										<span class="small muted">
											<?cs var:M.deputy.ended_at ?> <?cs var:d.revoked_at ?>
										</span>
									<?cs /if ?>
								</td>
								<td data-l="<?cs var:M.deputy.basis ?>">
									<?cs var:d.basis ?><br><span class="small muted"><?cs var:d.granted_by ?></span>
								</td>
								<td class="right nowrap">
									<?cs if:d.end ?>
										<form method="post" action="<?cs var:d.end ?>">
											<?cs call:form_hidden() ?>
											<button class="btn risk sm">
												<?cs var:M.deputy.end ?>
												<span class="vh">
													<?cs var:M.home.colon ?><?cs var:d.to_name ?> <?cs var:d.duty ?>
												</span>
											</button>
										</form>
									<?cs /if ?>
								</td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			<?cs else ?>
				<?cs call:empty(M.deputy.none, M.deputy.none_text) ?>
			<?cs /if ?>
		</section>

		<section class="panel">
			<h2 class="h2"><?cs var:M.deputy.name ?></h2>
			<p class="small muted"><?cs var:M.deputy.name_lead ?></p>

			<?cs call:form_begin("/desk/deputies/") ?>
			<?cs call:form_fields() ?>
			<?cs call:form_buttons(M.deputy.send, "") ?>
			<?cs call:form_end() ?>
		</section>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
