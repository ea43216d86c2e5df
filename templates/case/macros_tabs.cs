<?cs # The tabs of a case's page but the first.  Include case/macros_process.cs before. ?>
<?cs def:evidence_tile(tile) ?>
	<figure>
		<svg viewBox="0 0 320 180" width="100%" aria-hidden="true" focusable="false">
			<rect width="320" height="180" fill="#e9eeed"/>
			<path d="M118 26h64l24 24v104h-88z" fill="#fff" stroke="#7f8f92" stroke-width="2"/>
			<path d="M182 26v24h24" fill="none" stroke="#7f8f92" stroke-width="2"/>
			<path d="M134 70h56M134 86h56M134 102h40" stroke="#d4dbda" stroke-width="5"/>
			<path d="M160 116l9 12-9 14-9-14z" fill="#12525c"/>
		</svg>
		<figcaption>
			<b><?cs var:tile.no ?>. <?cs var:tile.name ?></b><?cs var:tile.source ?>
			<?cs if:tile.pages ?>　<?cs var:tile.pages ?> <?cs var:M.case.pages ?><?cs /if ?><br><?cs var:tile.kind ?>
			　<?cs if:tile.signed ?>
				<span class="ok"><?cs var:M.case.ev_signed ?></span>
			<?cs else ?>
				<span class="zh"><?cs var:M.case.to_cosign ?></span>
			<?cs /if ?>
		</figcaption>
	</figure>
<?cs /def ?>

<?cs def:document_table() ?>
	<table class="ledger fold">
		<thead>
			<tr>
				<th scope="col"><?cs var:M.case.document ?></th>
				<th scope="col"><?cs var:M.cases.state ?></th>
				<th scope="col"><?cs var:M.case.made_by ?></th>
				<th scope="col"><?cs var:M.case.on ?></th>
			</tr>
		</thead>
		<tbody>

			<?cs each:doc = documents ?>
				<tr>
					<td>
						<a class="t" href="<?cs var:doc.href ?>"><?cs var:doc.name ?></a>
						<?cs if:doc.number || doc.party || doc.of_paper ?>
							<br>
							<span class="small muted">
								<?cs var:doc.number ?><?cs var:doc.of_paper ?> <?cs var:doc.party ?>
							</span>
						<?cs /if ?>
					</td>
					<td><?cs call:tag(doc.kind, doc.state) ?></td>
					<td data-l="<?cs var:M.case.made_by ?>"><?cs var:doc.made_by ?></td>
					<td class="num" data-l="<?cs var:M.case.on ?>"><?cs var:doc.on ?></td>
				</tr>

			<?cs /each ?>
		</tbody>
	</table>
<?cs /def ?>

<?cs def:tab_documents() ?>
	<div class="panel flush">
		<?cs if:subcount(documents) ?>
			<?cs call:document_table() ?>
		<?cs else ?>
			<?cs call:empty(M.case.no_documents, "") ?>
		<?cs /if ?>
	</div>
<?cs /def ?>

<?cs def:tab_evidence() ?>
	<div class="panel flush">
		<?cs if:subcount(evidence) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.case.ev_name ?></th>
						<th scope="col"><?cs var:M.case.ev_source ?></th>
						<th scope="col"><?cs var:M.case.ev_taken ?></th>
						<th scope="col"><?cs var:M.case.ev_shows ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:ev = evidence ?>
						<tr>
							<td>
								<a class="t" href="<?cs var:ev.href ?>"><?cs var:ev.no ?>. <?cs var:ev.name ?></a>
								<br>
								<span class="small muted">
									<?cs var:ev.kind ?>
									<?cs if:ev.original ?>　<?cs var:M.case.ev_original ?><?cs /if ?>
									<?cs if:ev.pages ?>　<?cs var:ev.pages ?> <?cs var:M.case.pages ?><?cs /if ?>
								</span>
							</td>
							<td data-l="<?cs var:M.case.ev_source ?>">
								<?cs var:ev.source ?><br><span class="small muted"><?cs var:ev.place ?></span>
							</td>
							<td data-l="<?cs var:M.case.ev_taken ?>">
								<span class="num"><?cs var:ev.taken_at ?></span>
								<br>
								<span class="small muted"><?cs var:ev.taken_by ?></span>
								<br>
								<?cs if:ev.signed ?>
									<?cs call:tag("song", M.case.ev_signed) ?>
								<?cs else ?>
									<?cs call:tag("amber", M.case.to_cosign) ?>
								<?cs /if ?>
							</td>
							<td class="lines" data-l="<?cs var:M.case.ev_shows ?>">
								<?cs var:ev.shows ?>
								<?cs if:ev.note ?>

									<span class="small muted"><?cs var:ev.note ?></span>
								<?cs /if ?>
								<?cs if:subcount(ev.files) ?>
									<ul class="plain small">
										<?cs each:evf = ev.files ?>
											<li>
												<a href="<?cs var:evf.href ?>"><?cs var:evf.name ?></a>
												<?cs if:evf.bad ?>
													 <?cs call:tag("zhu", M.evidence.state_damaged) ?>
												<?cs /if ?>
												 <span class="muted">
													<?cs var:evf.by ?> <span class="num"><?cs var:evf.at ?></span>
												</span>
											</li>
										<?cs /each ?>
									</ul>
								<?cs /if ?>
							</td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.case.no_evidence, "") ?>
		<?cs /if ?>
	</div>
<?cs /def ?>

<?cs def:tab_steps() ?>
	<section class="panel">
		<h2 class="h2"><?cs var:M.case.record ?> <small><?cs var:M.case.record_note ?></small></h2>
		<?cs call:record_of(record) ?>
	</section>
	<?cs call:pager(record_first, record_next) ?>
<?cs /def ?>

<?cs def:tab_money() ?>
	<div class="stack-l">
		<?cs if:subcount(decisions) ?>
			<?cs each:dec = decisions ?>
				<section class="panel">
					<h2 class="h2"><?cs var:dec.number ?> <small><?cs var:dec.party ?></small></h2>
					<dl class="facts">
						<dt><?cs var:M.case.outcome ?></dt>
						<dd>
							<?cs var:dec.outcome ?>
							<?cs if:dec.revoked_on ?>
								 <?cs call:tag("zhu", M.case.revoked) ?> <?cs var:dec.revoked_on ?>
							<?cs elif:dec.illegal_on ?>
								 <?cs call:tag("zhu", M.case.illegal) ?> <?cs var:dec.illegal_on ?>
							<?cs /if ?>
						</dd>
						<dt><?cs var:M.case.decided_on ?></dt>
						<dd class="num"><?cs var:dec.decided_on ?></dd>
						<?cs if:dec.served_on ?>
							<dt><?cs var:M.case.served_on ?></dt>
							<dd class="num"><?cs var:dec.served_on ?></dd>
						<?cs /if ?>
						<?cs if:dec.owes ?>
							<dt><?cs var:M.case.fine ?></dt>
							<dd class="num"><?cs var:dec.fine_fen ?> <?cs var:M.case.yuan ?></dd>
							<dt><?cs var:M.case.confiscation ?></dt>
							<dd class="num"><?cs var:dec.confiscation_fen ?> <?cs var:M.case.yuan ?></dd>
							<dt><?cs var:M.case.paid ?></dt>
							<dd class="num">
								<?cs var:dec.paid_fen ?> <?cs var:M.case.yuan ?>
								 <?cs if:dec.settled ?>
									<?cs call:tag("song", M.case.settled) ?>
								<?cs elif:!dec.revoked_on ?>
									<span class="muted">
										<?cs var:M.case.still ?> <?cs var:dec.open_fen ?> <?cs var:M.case.yuan ?>
									</span>
								<?cs /if ?>
								<progress class="prog" value="<?cs var:dec.percent ?>" max="100"
										 aria-label="<?cs var:M.case.paid ?>">
									<?cs var:dec.percent ?>%
								</progress>
							</dd>
							<?cs if:dec.pay_due ?>
								<dt><?cs var:M.case.pay_due ?></dt>
								<dd class="num"><?cs var:dec.pay_due ?></dd>
							<?cs /if ?>
							<?cs if:dec.surcharge_fen ?>
								<dt><?cs var:M.case.surcharge ?></dt>
								<dd class="num zh">
									<?cs var:dec.surcharge_fen ?> <?cs var:M.case.yuan ?>
									 <span class="muted small"><?cs var:M.case.to_today ?></span>
								</dd>
							<?cs /if ?>
							<?cs if:dec.pay_code ?>
								<dt><?cs var:M.case.pay_code ?></dt>
								<dd class="hash"><?cs var:dec.pay_code ?></dd>
							<?cs /if ?>
						<?cs /if ?>
					</dl>
					<?cs if:dec.remedy.state ?>
						<h3 class="pad-s2"><?cs var:M.case.remedy ?></h3>
						<?cs call:remedy_facts(dec.remedy) ?>
					<?cs /if ?>
				</section>
			<?cs /each ?>

			<?cs if:subcount(instalments) ?>
				<section class="panel flush">
					<h2 class="h2"><?cs var:M.case.instalments ?></h2>
					<table class="ledger">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.case.part ?></th>
								<th scope="col"><?cs var:M.case.pay_due ?></th>
								<th scope="col"><?cs var:M.case.amount ?></th>
							</tr>
						</thead>
						<tbody>
							<?cs each:ins = instalments ?>
								<tr>
									<td class="num"><?cs var:ins.n ?></td>
									<td class="num"><?cs var:ins.due_on ?></td>
									<td class="num"><?cs var:ins.amount_fen ?> <?cs var:M.case.yuan ?></td>
								</tr>
							<?cs /each ?>
						</tbody>
					</table>
				</section>
			<?cs /if ?>

			<?cs if:subcount(payments) ?>
				<section class="panel flush">
					<h2 class="h2"><?cs var:M.case.payments ?> <small><?cs var:M.case.payments_note ?></small></h2>
					<table class="ledger">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.case.paid_at ?></th>
								<th scope="col"><?cs var:M.case.amount ?></th>
								<th scope="col"><?cs var:M.case.serial ?></th>
							</tr>
						</thead>
						<tbody>
							<?cs each:pay = payments ?>
								<tr>
									<td class="num"><?cs var:pay.paid_at ?></td>
									<td class="num"><?cs var:pay.amount_fen ?> <?cs var:M.case.yuan ?></td>
									<td class="hash"><?cs var:pay.serial ?></td>
								</tr>
							<?cs /each ?>
						</tbody>
					</table>
				</section>
			<?cs /if ?>

		<?cs else ?>
			<section class="panel"><?cs call:empty(M.case.no_money, M.case.no_money_text) ?></section>
		<?cs /if ?>
	</div>
<?cs /def ?>

<?cs def:tab_clocks() ?>
	<div class="panel flush">
		<?cs if:subcount(clocks) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.case.clock ?></th>
						<th scope="col"><?cs var:M.home.left ?></th>
						<th scope="col"><?cs var:M.home.due ?></th>
						<th scope="col"><?cs var:M.case.derivation ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:ck = clocks ?>
						<tr<?cs if:ck.kind ?> class="<?cs var:ck.kind ?>"<?cs /if ?>>
							<td>
								<b><?cs var:ck.rule ?></b> <?cs var:ck.term ?><br>
								<span class="small muted"><?cs var:ck.source ?></span>
							</td>
							<td class="nowrap" data-l="<?cs var:M.home.left ?>">
								<?cs if:ck.open ?>
									<b<?cs if:ck.kind == "late" ?> class="zh"<?cs /if ?>><?cs var:ck.left ?></b>
								<?cs else ?>
									<?cs call:tag("", ck.state) ?>
									<br>
									<span class="small muted num"><?cs var:ck.closed ?></span>
								<?cs /if ?>
							</td>
							<td class="num" data-l="<?cs var:M.home.due ?>">
								<?cs var:ck.due ?>
								<?cs if:ck.provisional ?> <?cs call:tag("amber", M.home.provisional) ?><?cs /if ?>
							</td>
							<td data-l="<?cs var:M.case.derivation ?>">
								<details class="how">
									<summary>
										<?cs var:M.case.derivation ?>
										<span class="vh"><?cs var:M.home.colon ?><?cs var:ck.rule ?></span>
									</summary>
									<ol class="small">
										<?cs each:dv = ck.derivation ?>
											<li><?cs var:dv.text ?></li>
										<?cs /each ?>
									</ol>
									<p class="xs muted"><?cs var:M.case.calendar_used ?> <?cs var:ck.calendar ?></p>
								</details>
							</td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.case.no_clocks, "") ?>
		<?cs /if ?>
	</div>
<?cs /def ?>

<?cs def:tab_process() ?>
	<div class="stack-l">
		<?cs if:process_gaps ?>
			<div class="note zhu">
				<h2><?cs var:process_gaps ?></h2>
				<p><?cs var:M.process.gaps_text ?></p>
			</div>
		<?cs else ?>
			<div class="note song">
				<p><?cs var:M.process.whole ?></p>
			</div>
		<?cs /if ?>

		<?cs call:process_phases() ?>
	</div>
<?cs /def ?>

<?cs # a line break ends it ?>
