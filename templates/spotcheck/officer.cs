<?cs # One officer of the library and their ties.  Data: crumbs, officer.*, facts, ties, may_ties. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = officer.name ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph row between top">
		<div>
			<h1><?cs var:officer.name ?></h1>
			<p>
				<?cs if:!officer.drawn ?>
					<?cs call:tag("amber", M.spot.drawn.no) ?>
				<?cs elif:!officer.account ?>
					<?cs call:tag("amber", M.spot.no_account) ?>
				<?cs else ?>
					<?cs call:tag("song", M.spot.drawn.yes) ?>
				<?cs /if ?>
			</p>
		</div>
		<?cs if:officer.edit ?>
			<p class="row"><a class="btn sec" href="<?cs var:officer.edit ?>"><?cs var:M.admin.change ?></a></p>
		<?cs /if ?>
	</div>

	<div class="stack-l">
		<section class="panel"><?cs call:facts(facts) ?></section>

		<?cs if:may_ties ?>
			<section class="panel flush">
				<h2 class="h2">
					<?cs var:M.spot.ties ?>
					 <a href="<?cs var:officer.add_tie ?>"><?cs var:M.admin.spot_tie.title ?></a>
				</h2>
				<?cs if:subcount(ties) ?>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.spot.firm ?></th>
								<th scope="col"><?cs var:M.field.tie_kind ?></th>
								<th scope="col"><?cs var:M.field.tie_source ?></th>
								<th scope="col"><?cs var:M.me.valid ?></th>
								<th scope="col"><?cs var:M.spot.noted_by ?></th>
								<th scope="col"><span class="vh"><?cs var:M.home.act ?></span></th>
							</tr>
						</thead>
						<tbody>

							<?cs each:ti = ties ?>
								<tr>
									<td>
										<b><?cs var:ti.subject_name ?></b>
										<br>
										<span class="hash"><?cs var:ti.subject_code ?></span>
									</td>
									<td data-l="<?cs var:M.field.tie_kind ?>"><?cs var:ti.kind ?></td>
									<td data-l="<?cs var:M.field.tie_source ?>"><?cs var:ti.source ?></td>
									<td class="num" data-l="<?cs var:M.me.valid ?>">
										<?cs var:ti.valid_from ?> –
										 <?cs if:ti.valid_to ?>
											<?cs var:ti.valid_to ?>
										<?cs else ?>
											<?cs var:M.me.open ?>
										<?cs /if ?>
									</td>
									<td data-l="<?cs var:M.spot.noted_by ?>"><?cs var:ti.noted_by ?></td>
									<td class="right">
										<?cs if:ti.end ?>
											<form method="post" action="<?cs var:ti.end ?>">
												<?cs call:form_hidden() ?>
												<button class="btn sec sm">
													<?cs var:M.spot.tie_end ?>
													<span class="vh" lang="zh-CN"> <?cs var:ti.subject_name ?></span>
												</button>
											</form>
										<?cs /if ?>
									</td>
								</tr>

							<?cs /each ?>
						</tbody>
					</table>
				<?cs else ?>
					<?cs call:empty(M.spot.no_ties, M.spot.no_ties_text) ?>
				<?cs /if ?>
			</section>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
