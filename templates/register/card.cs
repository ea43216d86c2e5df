<?cs # The card of a party.  Data: subject.*, facts, cases. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = subject.name ?>
<?cs def:body() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:subject.name ?></h1>
			<p class="hash">
				<?cs if:subject.code ?><?cs var:subject.code ?><?cs else ?><?cs var:M.register.no_code ?><?cs /if ?>
			</p>
		</div>
		<p class="row">
			<?cs if:may_summary ?>
				<a class="btn sec" href="/desk/summary/new?subject=<?cs var:subject.ref ?>">
					<?cs var:M.home.new_summary ?>
				</a>
			<?cs /if ?>
			<?cs if:may_inspect ?>
				<a class="btn sec" href="/desk/inspections/new?subject=<?cs var:subject.ref ?>">
					<?cs var:M.home.new_inspection ?>
				</a>
			<?cs /if ?>
			<?cs if:may_clue ?>
				<a class="btn" href="/desk/clues/new?subject=<?cs var:subject.ref ?>"><?cs var:M.home.new_clue ?></a>
			<?cs /if ?>
		</p>
	</div>

	<?cs if:subject.fault ?>
		<div class="note amber">
			<p><?cs var:M.register.fault ?><?cs var:subject.fault ?></p>
		</div>
	<?cs /if ?>

	<div class="cols c-desk pad-s">
		<div class="stack-l">
			<section class="panel flush">
				<h2 class="h2"><?cs var:M.register.cases ?> <small><?cs var:M.register.cases_note ?></small></h2>
				<?cs if:subcount(cases) ?>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.cases.case ?></th>
								<th scope="col"><?cs var:M.cases.state ?></th>
								<th scope="col"><?cs var:M.register.decision ?></th>
								<th scope="col"><?cs var:M.register.opened ?></th>
							</tr>
						</thead>
						<tbody>

							<?cs each:one = cases ?>
								<tr>
									<td>
										<a class="t" href="<?cs var:one.href ?>"><?cs var:one.title ?></a>
										<br>
										<span class="small muted"><?cs var:one.number ?></span>
									</td>
									<td><?cs call:tag("dai", one.state) ?></td>
									<td data-l="<?cs var:M.register.decision ?>"><?cs var:one.decision ?></td>
									<td class="num" data-l="<?cs var:M.register.opened ?>">
										<?cs var:one.opened_on ?>
									</td>
								</tr>

							<?cs /each ?>
						</tbody>
					</table>
				<?cs else ?>
					<?cs call:empty(M.register.no_cases, M.register.no_cases_text) ?>
				<?cs /if ?>
			</section>

			<section class="panel flush">
				<h2 class="h2"><?cs var:M.register.inspections ?> <small><?cs var:M.register.cases_note ?></small></h2>
				<p class="pad-s">
					<a href="/desk/joint/firms/<?cs var:subject.ref ?>"><?cs var:M.register.ledger ?></a>
				</p>
				<?cs if:subcount(inspections) ?>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.inspect.kind ?></th>
								<th scope="col"><?cs var:M.cases.state ?></th>
								<th scope="col"><?cs var:M.query.whose ?></th>
								<th scope="col"><?cs var:M.query.day ?></th>
							</tr>
						</thead>
						<tbody>
							<?cs each:one = inspections ?>
								<tr>
									<td><a class="t" href="<?cs var:one.href ?>"><?cs var:one.kind ?></a></td>
									<td><?cs call:tag("dai", one.state) ?></td>
									<td data-l="<?cs var:M.query.whose ?>"><?cs var:one.agency_name ?></td>
									<td class="num" data-l="<?cs var:M.query.day ?>"><?cs var:one.from_at ?></td>
								</tr>
							<?cs /each ?>
						</tbody>
					</table>
				<?cs else ?>
					<?cs call:empty(M.register.no_inspections, M.register.no_inspections_text) ?>
				<?cs /if ?>
			</section>
		</div>

		<aside>
			<section class="panel">
				<h2 class="h2"><?cs var:M.register.facts ?></h2>
				<?cs call:facts_tight(facts) ?>
			</section>
		</aside>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
