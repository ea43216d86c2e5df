<?cs # With whom a case is shared.  Data: case.*, crumbs, shares, page.path, form.*. ?>
<?cs include:"macros.cs" ?>
<?cs include:"case/macros.cs" ?>
<?cs set:Page.title = M.share.title ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<header class="folio-h">
		<h1><?cs var:M.share.title ?></h1>
		<p><a href="<?cs var:case.path ?>"><?cs var:case.title ?></a></p>
		<?cs call:case_facts_line() ?>
	</header>

	<?cs call:form_problems() ?>

	<div class="stack-l">

		<section class="panel flush">
			<h2 class="h2"><?cs var:M.share.list ?></h2>
			<?cs if:subcount(shares) ?>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.share.to ?></th>
							<th scope="col"><?cs var:M.share.time ?></th>
							<th scope="col"><?cs var:M.share.purpose ?></th>
							<th scope="col"><?cs var:M.share.by ?></th>
							<th scope="col"><span class="vh"><?cs var:M.home.act ?></span></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:sh = shares ?>
							<tr>
								<td>
									<b><?cs var:sh.to_name ?></b>
									 <?cs if:sh.live ?>
										<?cs call:tag("song", sh.standing) ?>
									<?cs else ?>
										<?cs call:tag("", sh.standing) ?>
									<?cs /if ?>
									<br>
									<span class="small muted"><?cs var:sh.level ?></span>
								</td>
								<td class="num" data-l="<?cs var:M.share.time ?>">
									<?cs var:sh.from_day ?> – <?cs var:sh.until_day ?>
									<?cs if:sh.revoked_at ?>
										<br>
										<span class="small muted">
											<?cs var:M.deputy.ended_at ?> <?cs var:sh.revoked_at ?>
										</span>
									<?cs /if ?>
								</td>
								<td data-l="<?cs var:M.share.purpose ?>">
									<?cs var:sh.purpose ?>
									<?cs if:sh.basis ?>
										<br>
										<span class="small muted"><?cs var:sh.basis ?></span>
									<?cs /if ?>
								</td>
								<td data-l="<?cs var:M.share.by ?>"><?cs var:sh.granted_by ?></td>
								<td class="right nowrap">
									<?cs if:sh.end ?>
										<form method="post" action="<?cs var:sh.end ?>">
											<?cs call:form_hidden() ?>
											<button class="btn risk sm">
												<?cs var:M.share.end ?>
												<span class="vh"><?cs var:M.home.colon ?><?cs var:sh.to_name ?></span>
											</button>
										</form>
									<?cs /if ?>
								</td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			<?cs else ?>
				<?cs call:empty(M.share.none, M.share.none_text) ?>
			<?cs /if ?>
		</section>

		<section class="panel">
			<h2 class="h2"><?cs var:M.share.add ?></h2>
			<p class="small muted"><?cs var:M.share.lead ?></p>

			<?cs call:form_begin(page.path) ?>
			<?cs call:form_fields() ?>
			<?cs call:form_buttons(M.share.send, case.path) ?>
			<?cs call:form_end() ?>
		</section>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
