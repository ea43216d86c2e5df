<?cs # All of one party.  Data: subject.*, facts, visits, decisions, cases, inspections (each with _first, _next),
	licences, classes, earlier, successions, neighbours (neighbours_more). ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = subject.name ?>
<?cs def:firm_head() ?>
	<div class="ph row between top">
		<div>
			<h1><bdi><?cs var:subject.name ?></bdi></h1>
			<p class="hash">
				<?cs if:subject.code ?><?cs var:subject.code ?><?cs else ?><?cs var:M.register.no_code ?><?cs /if ?>
				<?cs if:subject.status ?>
					 <?cs call:tag("zhu", subject.status) ?>
				<?cs /if ?>
			</p>
		</div>
		<p class="row noprint">
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
<?cs /def ?>
<?cs def:firm_visits() ?>
	<section class="panel flush" aria-labelledby="h-visits">
		<h2 class="h2" id="h-visits">
			<?cs var:M.register.visits ?>
			 <small><?cs var:M.register.all_agencies ?></small>
		</h2>
		<?cs if:subcount(visits) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.query.day ?></th>
						<th scope="col"><?cs var:M.inspect.kind ?></th>
						<th scope="col"><?cs var:M.register.agency ?></th>
						<th scope="col"><?cs var:M.register.items ?></th>
					</tr>
				</thead>
				<tbody>
					<?cs each:one = visits ?>
						<tr>
							<td class="num"><?cs var:one.day ?></td>
							<td data-l="<?cs var:M.inspect.kind ?>">
								<?cs var:one.kind ?>
								<?cs if:!one.done ?>
									 <?cs call:tag("dai", M.register.to_come) ?>
								<?cs /if ?>
							</td>
							<td data-l="<?cs var:M.register.agency ?>"><?cs var:one.agency ?></td>
							<td data-l="<?cs var:M.register.items ?>"><?cs var:one.items ?></td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<p>
				<?cs var:M.register.no_visits ?>
				<br>
				<span class="small muted"><?cs var:M.register.no_visits_text ?></span>
			</p>
		<?cs /if ?>
		<p class="noprint">
			<a href="/desk/joint/firms/<?cs var:subject.ref ?>"><?cs var:M.register.ledger ?></a>
		</p>
	</section>
<?cs /def ?>
<?cs def:firm_decisions() ?>
	<section class="panel flush" aria-labelledby="h-decisions">
		<h2 class="h2" id="h-decisions">
			<?cs var:M.register.decisions ?>
			 <small><?cs var:M.register.decisions_note ?></small>
		</h2>
		<?cs if:subcount(decisions) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.register.decision ?></th>
						<th scope="col"><?cs var:M.register.result ?></th>
						<th scope="col"><?cs var:M.register.agency ?></th>
						<th scope="col"><?cs var:M.query.day ?></th>
					</tr>
				</thead>
				<tbody>
					<?cs each:one = decisions ?>
						<tr>
							<td>
								<a class="t" href="<?cs var:one.href ?>"><?cs var:one.number ?></a>
								<br>
								<span class="small muted"><?cs var:one.cause_name ?></span>
							</td>
							<td data-l="<?cs var:M.register.result ?>"><?cs var:one.result_text ?></td>
							<td data-l="<?cs var:M.register.agency ?>"><?cs var:one.agency_name ?></td>
							<td class="num" data-l="<?cs var:M.query.day ?>"><?cs var:one.decided_on ?></td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
			<?cs call:pager(decisions_first, decisions_next) ?>
		<?cs else ?>
			<p>
				<?cs var:M.register.no_decisions ?>
				<br>
				<span class="small muted"><?cs var:M.register.no_decisions_text ?></span>
			</p>
		<?cs /if ?>
	</section>
<?cs /def ?>
<?cs def:firm_cases() ?>
	<section class="panel flush" aria-labelledby="h-cases">
		<h2 class="h2" id="h-cases"><?cs var:M.register.cases ?> <small><?cs var:M.register.cases_note ?></small></h2>
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
							<td class="num" data-l="<?cs var:M.register.opened ?>"><?cs var:one.opened_on ?></td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
			<?cs call:pager(cases_first, cases_next) ?>
		<?cs else ?>
			<p>
				<?cs var:M.register.no_cases ?>
				<br>
				<span class="small muted"><?cs var:M.register.no_cases_text ?></span>
			</p>
		<?cs /if ?>
	</section>
<?cs /def ?>
<?cs def:firm_inspections() ?>
	<section class="panel flush" aria-labelledby="h-inspections">
		<h2 class="h2" id="h-inspections">
			<?cs var:M.register.inspections ?>
			 <small><?cs var:M.register.cases_note ?></small>
		</h2>
		<?cs if:subcount(inspections) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.inspect.kind ?></th>
						<th scope="col"><?cs var:M.cases.state ?></th>
						<th scope="col"><?cs var:M.register.agency ?></th>
						<th scope="col"><?cs var:M.query.day ?></th>
					</tr>
				</thead>
				<tbody>
					<?cs each:one = inspections ?>
						<tr>
							<td><a class="t" href="<?cs var:one.href ?>"><?cs var:one.kind ?></a></td>
							<td><?cs call:tag("dai", one.state) ?></td>
							<td data-l="<?cs var:M.register.agency ?>"><?cs var:one.agency_name ?></td>
							<td class="num" data-l="<?cs var:M.query.day ?>"><?cs var:one.from_at ?></td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
			<?cs call:pager(inspections_first, inspections_next) ?>
		<?cs else ?>
			<p>
				<?cs var:M.register.no_inspections ?>
				<br>
				<span class="small muted"><?cs var:M.register.no_inspections_text ?></span>
			</p>
		<?cs /if ?>
	</section>
<?cs /def ?>
<?cs # What was so from a day to a day: what, and below it which and when. ?>
<?cs def:firm_spans(sp_list, sp_title) ?>
	<?cs if:subcount(sp_list) ?>
		<section class="panel">
			<h2 class="h2"><?cs var:sp_title ?></h2>
			<ul class="plain">
				<?cs each:one = sp_list ?>
					<li>
						<bdi><?cs var:one.what ?></bdi>
						<?cs if:one.state ?>
							 <?cs call:tag("dai", one.state) ?>
						<?cs /if ?>
						<br>
						<span class="small muted">
							<?cs var:one.kind ?> <?cs var:one.number ?> <?cs var:one.source ?> <?cs var:one.span ?>
						</span>
					</li>
				<?cs /each ?>
			</ul>
		</section>
	<?cs /if ?>
<?cs /def ?>
<?cs def:firm_relations() ?>
	<?cs if:subcount(successions) ?>
		<section class="panel">
			<h2 class="h2"><?cs var:M.register.successions ?></h2>
			<ul class="plain">
				<?cs each:one = successions ?>
					<li>
						<a href="<?cs var:one.href ?>"><bdi><?cs var:one.name ?></bdi></a>
						<br>
						<span class="small muted"><?cs var:one.kind ?> <?cs var:one.on_day ?></span>
					</li>
				<?cs /each ?>
			</ul>
		</section>
	<?cs /if ?>
	<?cs if:subcount(neighbours) ?>
		<section class="panel">
			<h2 class="h2"><?cs var:M.register.neighbours ?></h2>
			<ul class="plain">
				<?cs each:one = neighbours ?>
					<li>
						<a href="<?cs var:one.href ?>"><bdi><?cs var:one.name ?></bdi></a>
						<br>
						<span class="small muted"><?cs var:one.code ?></span>
					</li>
				<?cs /each ?>
			</ul>
			<?cs if:neighbours_more ?>
				<p class="small muted"><?cs var:M.register.neighbours_more ?></p>
			<?cs /if ?>
		</section>
	<?cs /if ?>
<?cs /def ?>
<?cs def:body() ?>
	<?cs call:firm_head() ?>

	<div class="cols c-desk pad-s">
		<div class="stack-l">
			<?cs if:!subject.natural ?>
				<?cs call:firm_visits() ?>
				<?cs call:firm_decisions() ?>
			<?cs /if ?>
			<?cs call:firm_cases() ?>
			<?cs call:firm_inspections() ?>
		</div>

		<aside class="stack-l">
			<section class="panel">
				<h2 class="h2"><?cs var:M.register.facts ?></h2>
				<?cs call:facts_tight(facts) ?>
			</section>
			<?cs call:firm_spans(earlier, M.register.earlier) ?>
			<?cs call:firm_spans(licences, M.register.licences) ?>
			<?cs call:firm_spans(classes, M.register.classes) ?>
			<?cs call:firm_relations() ?>
		</aside>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
