<?cs # One inspection.  Data: inspection, steps, acts, field, files, officers, items, approvals, orders, papers,
	record, code, party, caps, visited, phases, gaps, process_gaps, bundle. ?>
<?cs include:"macros.cs" ?>
<?cs include:"inspection/macros.cs" ?>
<?cs include:"case/macros_process.cs" ?>
<?cs set:Page.title = inspection.name ?>
<?cs def:fact(fact_label, fact_value) ?>
	<?cs if:fact_value ?>
		<dt><?cs var:fact_label ?></dt>
		<dd><?cs var:fact_value ?></dd>
	<?cs /if ?>
<?cs /def ?>

<?cs def:signature(sig_path, sig_label) ?>
	<?cs if:sig_path ?>
		<svg class="signed" viewBox="0 0 640 260" width="240" height="98" role="img"
				 aria-label="<?cs var:sig_label ?>">
			<path d="<?cs var:sig_path ?>" fill="none" stroke="#14242a" stroke-width="4" stroke-linecap="round"
					 stroke-linejoin="round"/>
		</svg>
	<?cs /if ?>
<?cs /def ?>

<?cs def:item_files(if_n) ?>
	<?cs each:f = files ?>
		<?cs if:f.n == if_n ?>
			 <a class="shot-a" href="/desk/evidence/inspection/<?cs var:inspection.ref ?>#f-<?cs var:f.ref ?>">
				<?cs if:f.kind == "image" && f.small ?>
					<img class="shot" src="<?cs var:f.small ?>" alt="<?cs var:f.name ?>" loading="lazy">
				<?cs else ?>
					<span class="shot" aria-hidden="true">▶</span>
					<span class="vh"><?cs var:f.name ?></span>
				<?cs /if ?>
			</a>
		<?cs /if ?>
	<?cs /each ?>
<?cs /def ?>

<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/inspections/"><?cs var:M.menu.inspections ?></a></li>
			<li aria-current="page"><?cs var:inspection.name ?></li>
		</ol>
	</nav>

	<div class="ph row between top">
		<div>
			<h1><?cs var:inspection.name ?></h1>
			<p class="row small">
				<?cs call:tag(inspection.tone, inspection.state_name) ?>
				<span><?cs var:inspection.kind ?></span>
				<?cs if:inspection.emergency ?><?cs call:tag("zhu", M.inspect.emergency) ?><?cs /if ?>
				<?cs if:inspection.object ?><span class="hash"><?cs var:inspection.object ?></span><?cs /if ?>
			</p>
		</div>

		<p class="row">
			<?cs if:field ?>
				<a class="btn" href="/desk/inspections/<?cs var:inspection.ref ?>/field">
					<?cs var:M.inspect.to_field ?>
				</a>
			<?cs /if ?>
			<?cs each:ac = acts ?>
				<a class="btn <?cs if:ac.risk ?>risk<?cs elif:field || ac.quiet ?>sec<?cs /if ?>"
						 href="<?cs var:ac.href ?>">
					<?cs var:ac.label ?>
				</a>
			<?cs /each ?>
		</p>
	</div>

	<?cs if:inspection.late ?><?cs call:note("zhu", M.inspect.late, M.inspect.late_text) ?><?cs /if ?>
	<?cs if:inspection.refused ?>
		<?cs call:note("zhu", inspection.refused, inspection.refused_text) ?>
	<?cs /if ?>

	<?cs call:steps(steps, M.inspect.steps, "") ?>

	<?cs if:subcount(gaps) ?>
		<div class="pad-s2"><?cs call:process_gaps_note(M.process.gaps_text) ?></div>
	<?cs /if ?>

	<?cs if:subcount(offers) || subcount(partners) ?>
		<div class="stack-l pad-s2">
	<?cs /if ?>
	<?cs if:subcount(offers) ?>
		<section class="note amber" aria-labelledby="h-offers">
			<h2 class="h2" id="h-offers"><?cs var:M.inspect.offers ?></h2>
			<p><?cs var:M.inspect.offers_text ?></p>
			<ul class="plain acts">
				<?cs each:of = offers ?>
					<li>
						<b><?cs var:of.agency_name ?></b> <?cs var:of.unit_name ?> · <?cs var:of.kind ?>
						<?cs if:of.joint ?> · <?cs var:M.inspect.kind_joint ?><?cs /if ?> ·
						 <span class="num"><?cs var:of.from_at ?> – <?cs var:of.to_at ?></span><br>
						<span class="small"><?cs var:of.items ?></span>
					</li>
				<?cs /each ?>
			</ul>
		</section>
	<?cs /if ?>

	<?cs if:subcount(partners) ?>
		<section class="panel" aria-labelledby="h-partners">
			<h2 class="h2" id="h-partners"><?cs var:M.inspect.partners ?></h2>
			<p class="small muted"><?cs var:M.inspect.partners_text ?></p>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.inspect.p_agency ?></th>
						<th scope="col"><?cs var:M.inspect.items ?></th>
						<th scope="col"><?cs var:M.inspect.officers ?></th>
						<th scope="col"><?cs var:M.inspect.state ?></th>
					</tr>
				</thead>
				<tbody>
					<?cs each:pt = partners ?>
						<tr>
							<td>
								<b><?cs var:pt.agency_name ?></b>
								<?cs if:pt.lead ?> <?cs call:tag("dai", M.inspect.lead_agency) ?><?cs /if ?>
								<br>
								<span class="small muted"><?cs var:pt.unit_name ?></span>
							</td>
							<td data-l="<?cs var:M.inspect.items ?>"><?cs var:pt.items ?></td>
							<td data-l="<?cs var:M.inspect.officers ?>"><?cs var:pt.officers ?></td>
							<td data-l="<?cs var:M.inspect.state ?>"><?cs var:pt.state ?></td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
		</section>
	<?cs /if ?>
	<?cs if:subcount(offers) || subcount(partners) ?>
		</div>
	<?cs /if ?>

	<div class="cols c-desk pad-s2">
		<div class="stack-l">

			<section class="panel">
				<h2 class="h2"><?cs var:M.inspect.what ?></h2>
				<dl class="facts">
					<?cs call:fact(M.inspect.plan, inspection.plan) ?>
					<?cs call:fact(M.inspect.source, inspection.source) ?>
					<?cs call:fact(M.inspect.reason, inspection.reason) ?>
					<?cs call:fact(M.inspect.surprise, inspection.surprise) ?>
					<?cs call:fact(M.inspect.once_more, inspection.again) ?>
					<dt><?cs var:M.inspect.window ?></dt>
					<dd class="num"><?cs var:inspection.from ?> – <?cs var:inspection.to ?></dd>
					<?cs call:fact(M.inspect.address, inspection.address) ?>
					<?cs call:fact(M.inspect.notice, inspection.notice) ?>
					<?cs call:fact(M.inspect.nth, inspection.nth) ?>
					<?cs if:inspection.lowered ?>
						<dt><?cs var:M.inspect.caps_full ?></dt>
						<dd><?cs call:tag("amber", inspection.lowered) ?></dd>
					<?cs /if ?>
					<?cs call:fact(M.inspect.beyond, inspection.beyond) ?>
					<?cs each:se = settled ?>
						<dt><?cs var:M.inspect.settled ?></dt>
						<dd>
							<?cs var:se.name ?> · <?cs var:se.result ?>
							<span class="small muted">
								<?cs var:se.by ?> <span class="num"><?cs var:se.at ?></span>
							</span>
						</dd>
					<?cs /each ?>
					<?cs each:ob = obstructions ?>
						<dt><?cs var:M.inspect.obstruction ?></dt>
						<dd>
							<?cs var:ob.name ?>
							<span class="small muted">
								<?cs var:ob.by ?> <span class="num"><?cs var:ob.at ?></span>
							</span>
						</dd>
					<?cs /each ?>
					<?cs each:co = consent ?>
						<dt><?cs var:M.inspect.consent ?></dt>
						<dd>
							<?cs var:co.name ?>
							<?cs if:co.paper_no ?>
								 · <span lang="zh-CN"><?cs var:co.government ?> <?cs var:co.paper_no ?></span>
								 <span class="num"><?cs var:co.given_on ?></span>
							<?cs /if ?>
						</dd>
					<?cs /each ?>
					<?cs call:fact(M.inspect.arrived, inspection.arrived) ?>
					<?cs if:inspection.arrived ?>
						<dt><?cs var:M.inspect.scanned ?></dt>
						<dd>
							<?cs if:inspection.scanned ?>
								<?cs var:M.inspect.scanned_yes ?>
							<?cs else ?>
								<?cs call:tag("amber", M.inspect.scanned_no) ?>
							<?cs /if ?>
						</dd>
					<?cs /if ?>
					<?cs if:inspection.lat ?>
						<dt><?cs var:M.inspect.position ?></dt>
						<dd class="num">
							<?cs var:inspection.lat ?>, <?cs var:inspection.lon ?>
							<?cs if:inspection.accuracy ?> ± <?cs var:inspection.accuracy ?> m<?cs /if ?>
							<?cs if:inspection.distance ?>
								 · <?cs var:M.inspect.distance ?> <?cs var:inspection.distance ?> m
							<?cs /if ?>
						</dd>
					<?cs /if ?>
					<?cs call:fact(M.inspect.statement, inspection.statement) ?>
					<?cs call:fact(M.inspect.outcome, inspection.outcome) ?>
				</dl>
			</section>

			<?cs if:subcount(changes) ?><?cs call:changes() ?><?cs /if ?>

			<section class="panel flush">
				<h2 class="h2">
					<?cs var:M.inspect.items ?> <small><?cs var:checked.n ?> / <?cs var:checked.of ?></small>
				</h2>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.inspect.item ?></th>
							<th scope="col"><?cs var:M.inspect.answer ?></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:it = items ?>
							<tr>
								<td>
									<b><?cs var:it.name ?></b>
									 <span class="hash"><?cs var:it.code ?></span>
									<br>
									<span class="small muted"><?cs var:it.standard ?> · <?cs var:it.pass_test ?></span>
									<?cs if:it.note ?><br><span class="lines"><?cs var:it.note ?></span><?cs /if ?>
									<span class="shot-r"><?cs call:item_files(it.n) ?></span>
								</td>
								<td data-l="<?cs var:M.inspect.answer ?>">
									<?cs if:it.said ?>
										<?cs if:it.fail ?>
											<?cs call:tag("zhu", it.said) ?>
										<?cs elif:it.pass ?>
											<?cs call:tag("song", it.said) ?>
										<?cs else ?>
											<?cs call:tag("", it.said) ?>
										<?cs /if ?>
										<?cs if:it.measured ?>
											 <span class="num"><?cs var:it.measured ?> <?cs var:it.unit ?></span>
										<?cs /if ?>
										<?cs if:it.cure ?>
											<br>
											<span class="small"><?cs var:it.cure ?> <?cs var:it.due ?></span>
										<?cs /if ?>
									<?cs else ?>
										–
									<?cs /if ?>
								</td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			</section>

			<?cs if:subcount(orders) ?>
				<section class="panel flush">
					<h2 class="h2"><?cs var:M.inspect.orders ?></h2>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.inspect.item ?></th>
								<th scope="col"><?cs var:M.inspect.due ?></th>
								<th scope="col"><?cs var:M.inspect.rechecked ?></th>
								<th scope="col"><?cs var:M.inspect.state ?></th>
							</tr>
						</thead>
						<tbody>
							<?cs each:od = orders ?>
								<tr>
									<td>
										<?cs if:od.document_ref ?>
											<a href="/desk/documents/<?cs var:od.document_ref ?>">
												<?cs var:od.item ?>
											</a>
										<?cs else ?>
											<?cs var:od.item ?>
										<?cs /if ?>
									</td>
									<td class="num" data-l="<?cs var:M.inspect.due ?>"><?cs var:od.due_on ?></td>
									<td class="num" data-l="<?cs var:M.inspect.rechecked ?>">
										<?cs if:od.rechecked_on ?><?cs var:od.rechecked_on ?><?cs else ?>–<?cs /if ?>
									</td>
									<td><?cs var:od.state ?></td>
								</tr>
							<?cs /each ?>
						</tbody>
					</table>
				</section>
			<?cs /if ?>

			<?cs if:subcount(rechecks) ?>
				<section class="panel flush">
					<h2 class="h2"><?cs var:M.inspect.rechecks ?></h2>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.inspect.item ?></th>
								<th scope="col"><?cs var:M.inspect.recheck_day ?></th>
								<th scope="col"><?cs var:M.inspect.answer ?></th>
								<th scope="col"><?cs var:M.inspect.officers ?></th>
							</tr>
						</thead>
						<tbody>
							<?cs each:rc = rechecks ?>
								<tr>
									<td>
										<b><?cs var:rc.item ?></b>
										<?cs if:rc.words ?>
											<br>
											<span class="lines small"><?cs var:rc.words ?></span>
										<?cs /if ?>
									</td>
									<td class="num" data-l="<?cs var:M.inspect.recheck_day ?>">
										<?cs var:rc.checked_on ?>
									</td>
									<td data-l="<?cs var:M.inspect.answer ?>"><?cs var:rc.result ?></td>
									<td data-l="<?cs var:M.inspect.officers ?>">
										<?cs var:rc.by ?><br>
										<?cs if:rc.second ?>
											<?cs var:rc.second ?>
										<?cs elif:rc.dropped_at ?>
											<?cs call:tag("zhu", M.inspect.recheck_dropped) ?>
										<?cs else ?>
											<?cs call:tag("amber", M.inspect.order_waits) ?>
										<?cs /if ?>
									</td>
								</tr>
							<?cs /each ?>
						</tbody>
					</table>
				</section>
			<?cs /if ?>

			<?cs if:inspection.clue_number ?>
				<p class="note">
					<?cs var:M.inspect.clue_made ?>
					 <?cs if:inspection.clue_href ?>
						<a href="<?cs var:inspection.clue_href ?>"><?cs var:inspection.clue_number ?></a>
					<?cs else ?>
						<b><?cs var:inspection.clue_number ?></b>
					<?cs /if ?>
				</p>
			<?cs elif:inspection.clue ?>
				<p><a class="btn sec" href="<?cs var:inspection.clue ?>"><?cs var:M.inspect.make_clue ?></a></p>
			<?cs /if ?>

			<?cs if:inspection.public ?>
				<p class="note song">
					<?cs var:M.inspect.is_public ?>
					 <a href="<?cs var:inspection.public ?>"><?cs var:inspection.public ?></a>
				</p>
			<?cs /if ?>

			<?cs if:subcount(files) || may_attach ?>
				<section class="panel flush">
					<h2 class="h2"><?cs var:M.inspect.files ?> <small><?cs var:subcount(files) ?></small></h2>
					<?cs if:subcount(files) ?>
						<table class="ledger fold">
							<thead>
								<tr>
									<th scope="col"><?cs var:M.evidence.file_name ?></th>
									<th scope="col"><?cs var:M.inspect.item ?></th>
									<th scope="col"><?cs var:M.inspect.claimed ?></th>
									<th scope="col"><?cs var:M.evidence.state ?></th>
								</tr>
							</thead>
							<tbody>
								<?cs each:f = files ?>
									<tr>
										<td>
											<a href="/desk/evidence/inspection/<?cs var:inspection.ref ?>#f-
													<?cs var:f.ref ?>">
												<?cs var:f.name ?>
											</a>
											 <span class="small muted num"><?cs var:f.size ?></span>
											<br>
											<span class="hash"><?cs var:f.sha256 ?></span>
										</td>
										<td data-l="<?cs var:M.inspect.item ?>">
											<?cs if:f.n ?>
												<?cs var:f.n ?> <?cs var:f.item ?>
											<?cs else ?>
												<?cs var:M.inspect.whole_one ?>
											<?cs /if ?>
										</td>
										<td class="num" data-l="<?cs var:M.inspect.claimed ?>">
											<?cs var:f.claimed ?><br><span class="small muted"><?cs var:f.by ?></span>
										</td>
										<td data-l="<?cs var:M.evidence.state ?>">
											<?cs call:tag(f.state_kind, f.state) ?>
										</td>
									</tr>
								<?cs /each ?>
							</tbody>
						</table>
					<?cs /if ?>
					<p class="in-p">
						<a href="/desk/evidence/inspection/<?cs var:inspection.ref ?>">
							<?cs var:M.inspect.all_files ?>
						</a>
					</p>
				</section>
			<?cs /if ?>

			<?cs call:caps() ?>

			<?cs call:process_panel() ?>

			<section class="panel">
				<h2 class="h2"><?cs var:M.inspect.record ?></h2>
				<ol class="plain acts">
					<?cs each:st = record ?>
						<li>
							<span class="num"><?cs var:st.seq ?></span> <b><?cs var:st.kind ?></b>
							 <?cs if:st.item ?><?cs var:M.inspect.item ?> <?cs var:st.item ?> <?cs /if ?>
							<?cs var:st.name ?> <span class="small muted num"><?cs var:st.recorded_at ?></span>
						</li>
					<?cs /each ?>
				</ol>
			</section>

		</div>
		<aside class="stack-l">

			<?cs if:invite || subcount(invitations) ?>
				<section class="panel" aria-labelledby="h-invited">
					<h2 class="h2" id="h-invited"><?cs var:M.inspect.invited ?></h2>
					<ul class="plain acts">
						<?cs each:iv = invitations ?>
							<li>
								<a href="<?cs var:iv.href ?>"><?cs var:iv.to ?></a>
								<br>
								<span class="small muted"><?cs var:iv.state ?></span>
							</li>
						<?cs /each ?>
					</ul>
					<?cs if:invite ?>
						<p class="btns">
							<a class="btn sec" href="<?cs var:invite ?>"><?cs var:M.inspect.invite ?></a>
						</p>
					<?cs /if ?>
				</section>
			<?cs /if ?>

			<section class="panel">
				<h2 class="h2"><?cs var:M.inspect.officers ?></h2>
				<ul class="off2">
					<?cs each:of = officers ?>
						<li>
							<span class="av" aria-hidden="true"><?cs var:of.initial ?></span>
							<div>
								<b><?cs var:of.name ?></b>
								<span><?cs var:of.certificate_no ?></span>
								<?cs if:of.shown_at ?>
									<span class="small"><?cs var:M.inspect.shown ?> <?cs var:of.shown_at ?></span>
								<?cs /if ?>
								<?cs if:of.signed_at ?>
									<span class="small"><?cs var:M.inspect.signed ?> <?cs var:of.signed_at ?></span>
									<?cs call:signature(of.path, of.name) ?>
								<?cs /if ?>
							</div>
						</li>
					<?cs /each ?>
				</ul>
			</section>

			<?cs if:party.way ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.inspect.party ?></h2>
					<dl class="facts tight">
						<dt><?cs var:M.inspect.way ?></dt>
						<dd><?cs var:party.way ?></dd>
						<?cs call:fact(M.inspect.person, party.person) ?>
						<?cs call:fact(M.inspect.witness, party.witness) ?>
					</dl>
					<?cs call:signature(party.path, M.inspect.party) ?>
				</section>
			<?cs /if ?>

			<?cs if:code.url ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.inspect.code ?></h2>
					<?cs if:code.revoked ?>
						<?cs call:tag("zhu", M.inspect.revoked) ?>
					<?cs else ?>
						<p>
							<img src="/desk/inspections/<?cs var:inspection.ref ?>/code.svg" width="240" height="240"
									 alt="<?cs var:M.inspect.code ?>">
						</p>
					<?cs /if ?>
					<p class="small muted"><?cs var:M.inspect.code_text ?></p>
					<details class="how">
						<summary><?cs var:M.inspect.code_as_text ?></summary>
						<p class="hash"><?cs var:code.url ?></p>
					</details>
				</section>
			<?cs /if ?>

			<?cs if:subcount(approvals) ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.inspect.approvals ?></h2>
					<ol class="plain acts">
						<?cs each:ap = approvals ?>
							<li>
								<b><?cs var:ap.duty ?></b> <?cs var:ap.name ?> <?cs var:ap.verdict ?>
								<?cs if:ap.words ?><br><span class="small"><?cs var:ap.words ?></span><?cs /if ?>
								<?cs if:ap.at ?> <span class="small muted num"><?cs var:ap.at ?></span><?cs /if ?>
							</li>
						<?cs /each ?>
					</ol>
				</section>
			<?cs /if ?>

			<?cs if:subcount(papers) ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.inspect.papers ?></h2>
					<ul class="plain acts">
						<?cs each:pa = papers ?>
							<li>
								<a href="/desk/documents/<?cs var:pa.ref ?>"><?cs var:pa.name ?></a>
								<?cs if:pa.number ?> <span class="small"><?cs var:pa.number ?></span><?cs /if ?>
							</li>
						<?cs /each ?>
					</ul>
				</section>
			<?cs /if ?>

			<?cs if:bundle ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.bundle.title ?></h2>
					<p class="small pad-s"><?cs var:M.bundle.text_inspection ?></p>
					<p class="row pad-s"><a class="btn sec" href="<?cs var:bundle ?>"><?cs var:M.bundle.make ?></a></p>
				</section>
			<?cs /if ?>

		</aside>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
