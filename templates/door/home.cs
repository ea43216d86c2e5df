<?cs # What a slip opens.  Data: me, cases, visits, counts. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs include:"door/macros_door.cs" ?>
<?cs set:Page.title = M.door.title ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<?cs call:door_head(M.door.title) ?>
		<?cs if:me.others ?>
			<div class="note amber stack-s" role="status">
				<p>
					<?cs var:M.door.others ?>
					 <b class="num"><?cs var:me.others ?></b>
				</p>
				<p class="small"><?cs var:M.door.others_text ?></p>
			</div>
		<?cs /if ?>

		<section aria-labelledby="h-cases">
			<h2 class="h2" id="h-cases"><?cs var:M.door.cases ?></h2>
			<?cs if:subcount(cases) ?>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.door.case ?></th>
							<th scope="col"><?cs var:M.door.agency ?></th>
							<th scope="col"><?cs var:M.door.decision ?></th>
							<th scope="col"><?cs var:M.door.state ?></th>
						</tr>
					</thead>
					<tbody>
						<?cs each:ca = cases ?>
							<tr>
								<td>
									<a class="t" href="<?cs var:ca.href ?>"><?cs var:ca.cause ?></a>
									<br>
									<span class="small muted num"><?cs var:ca.number ?></span>
								</td>
								<td data-l="<?cs var:M.door.agency ?>"><?cs var:ca.agency ?></td>
								<td data-l="<?cs var:M.door.decision ?>">
									<?cs if:ca.decision ?>
										<?cs var:ca.outcome ?>
										<br>
										<span class="small muted"><?cs var:ca.decision ?></span>
									<?cs else ?>
										—
									<?cs /if ?>
								</td>
								<td><?cs call:door_case_tags(ca) ?></td>
							</tr>
						<?cs /each ?>
					</tbody>
				</table>
			<?cs else ?>
				<?cs call:empty(M.door.no_cases, M.door.no_cases_text) ?>
			<?cs /if ?>
		</section>

		<?cs if:!me.person || subcount(visits) ?>
			<section class="pad-t" aria-labelledby="h-visits">
				<h2 class="h2" id="h-visits"><?cs var:M.door.visits ?></h2>
				<?cs if:subcount(visits) ?>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.door.visit ?></th>
								<th scope="col"><?cs var:M.door.agency ?></th>
								<th scope="col"><?cs var:M.door.why ?></th>
								<th scope="col"><?cs var:M.door.state ?></th>
							</tr>
						</thead>
						<tbody>
							<?cs each:vi = visits ?>
								<tr>
									<td>
										<a class="t num" href="<?cs var:vi.href ?>">
											<?cs if:vi.arrived_at ?>
												<?cs var:vi.arrived_at ?>
											<?cs else ?>
												<?cs var:vi.from_at ?>
											<?cs /if ?>
										</a>
										<br>
										<span class="small muted"><?cs var:vi.kind ?></span>
									</td>
									<td data-l="<?cs var:M.door.agency ?>"><?cs var:vi.agency ?></td>
									<td data-l="<?cs var:M.door.why ?>">
										<?cs if:vi.reason ?>
											<?cs var:vi.reason ?>
										<?cs else ?>
											<?cs var:M.door.planned ?>
										<?cs /if ?>
									</td>
									<td>
										<?cs call:tag(vi.tone, vi.stage) ?>
										<?cs if:vi.outcome ?>
											<br>
											<span class="small"><?cs var:vi.outcome ?></span>
										<?cs /if ?>
									</td>
								</tr>
							<?cs /each ?>
						</tbody>
					</table>
				<?cs else ?>
					<?cs call:empty(M.door.no_visits, M.door.no_visits_text) ?>
				<?cs /if ?>
			</section>
		<?cs /if ?>

		<?cs if:may_wish ?>
			<section class="pad-t" aria-labelledby="h-wish">
				<h2 class="h2" id="h-wish"><?cs var:M.door.wish ?></h2>
				<?cs call:door_wishes() ?>
				<p><a class="btn sec" href="/my/wish<?cs var:Lang.qs ?>"><?cs var:M.door.wish ?></a></p>
			</section>
		<?cs /if ?>
		<?cs if:subcount(counts) ?>
			<section class="pad-t" aria-labelledby="h-counts">
				<h2 class="h2" id="h-counts"><?cs var:M.door.counts ?></h2>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.door.agency ?></th>
							<th scope="col" class="num"><?cs var:M.door.count_n ?></th>
							<th scope="col" class="num"><?cs var:M.door.count_of ?></th>
							<th scope="col"><?cs var:M.door.count_rule ?></th>
						</tr>
					</thead>
					<tbody>
						<?cs each:co = counts ?>
							<tr>
								<td><b><?cs var:co.who ?></b></td>
								<td class="num" data-l="<?cs var:M.door.count_n ?>">
									<?cs if:co.full ?>
										<?cs call:tag("amber", co.n) ?>
									<?cs else ?>
										<?cs var:co.n ?>
									<?cs /if ?>
								</td>
								<td class="num" data-l="<?cs var:M.door.count_of ?>">
									<?cs if:co.of ?>
										<?cs var:co.of ?>
									<?cs else ?>
										<?cs var:M.door.count_none ?>
									<?cs /if ?>
								</td>
								<td class="small" data-l="<?cs var:M.door.count_rule ?>"><?cs var:co.source ?></td>
							</tr>
						<?cs /each ?>
					</tbody>
				</table>
				<p class="small muted pad-s"><?cs var:M.door.counts_text ?></p>
			</section>
		<?cs /if ?>

		<p class="small muted pad-t">
			<?cs var:M.door.until ?>
			 <span class="num"><?cs var:me.until ?></span>
		</p>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
