<?cs # One case of the party's.  Data: me, case.0, papers, terms, payments, sent, may. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs include:"door/macros_door.cs" ?>
<?cs set:Page.title = case.0.cause ?>
<?cs def:case_facts(it) ?>
	<dl class="facts">
		<dt><?cs var:M.door.number ?></dt>
		<dd class="num"><?cs var:it.number ?></dd>
		<dt><?cs var:M.door.agency ?></dt>
		<dd>
			<?cs var:it.agency ?>
			<?cs if:it.telephone ?> <span class="num muted"><?cs var:it.telephone ?></span><?cs /if ?>
		</dd>
		<dt><?cs var:M.door.state ?></dt>
		<dd><?cs call:door_case_tags(it) ?></dd>
		<?cs if:it.electronic ?>
			<dt><?cs var:M.door.electronic ?></dt>
			<dd>
				<?cs var:it.electronic ?>
				<?cs if:it.electronic_on ?> <span class="num muted"><?cs var:it.electronic_on ?></span><?cs /if ?>
			</dd>
		<?cs /if ?>
		<?cs if:it.decision ?>
			<dt><?cs var:M.door.decision ?></dt>
			<dd>
				<?cs var:it.outcome ?>
				 <?cs var:it.decision ?>
				 <span class="num muted"><?cs var:it.decided_on ?></span>
			</dd>
			<?cs if:it.revoked_on ?>
				<dt><?cs var:M.door.revoked ?></dt>
				<dd class="num"><?cs var:it.revoked_on ?></dd>
			<?cs /if ?>
			<dt><?cs var:M.door.public ?></dt>
			<dd>
				<?cs if:it.public ?>
					<?cs var:it.public ?>
					<?cs if:it.public_since ?> <span class="num muted"><?cs var:it.public_since ?></span><?cs /if ?>
					<?cs if:it.public_until ?>
						<br>
						<?cs var:M.door.public_until ?>
						 <b class="num"><?cs var:it.public_until ?></b>
					<?cs /if ?>
					<?cs if:it.public_href ?>
						<br>
						<a href="<?cs var:it.public_href ?>"><?cs var:M.door.public_page ?></a>
					<?cs /if ?>
				<?cs else ?>
					<?cs var:M.door.public_none ?>
				<?cs /if ?>
			</dd>
		<?cs /if ?>
	</dl>

<?cs /def ?>
<?cs def:case_papers() ?>
	<section aria-labelledby="h-papers">
		<h2 class="h2" id="h-papers"><?cs var:M.door.papers ?></h2>
		<table class="ledger fold">
			<thead>
				<tr>
					<th scope="col"><?cs var:M.door.paper ?></th>
					<th scope="col"><?cs var:M.door.served_on ?></th>
				</tr>
			</thead>
			<tbody>
				<?cs each:pa = papers ?>
					<tr>
						<td>
							<?cs if:pa.href ?>
								<a class="t" href="<?cs var:pa.href ?>"><?cs var:pa.name ?></a>
								 <span class="small muted">PDF</span>
							<?cs else ?>
								<b><?cs var:pa.name ?></b>
								 <span class="small muted"><?cs var:M.door.paper_soon ?></span>
							<?cs /if ?>
							<?cs if:pa.number ?><br><span class="small muted"><?cs var:pa.number ?></span><?cs /if ?>
							<?cs if:pa.electronic ?>
								<br>
								<span class="small"><?cs var:M.door.arrived_text ?></span>
								<?cs if:pa.review ?>
									<br>
									<span class="small"><?cs var:M.door.review_text ?> <?cs var:pa.review ?></span>
								<?cs /if ?>
							<?cs /if ?>
						</td>
						<td class="num" data-l="<?cs var:M.door.served_on ?>">
							<?cs var:pa.served_on ?>
							<?cs if:pa.told ?> <?cs call:tag("", M.door.paper_told) ?><?cs /if ?>
							<?cs if:pa.ended ?> <?cs call:tag("", M.door.paper_ended) ?><?cs /if ?>
							<?cs if:pa.electronic ?>
								 <?cs call:tag("dai", M.door.paper_electronic) ?>
							<?cs /if ?>
						</td>
					</tr>
				<?cs /each ?>
			</tbody>
		</table>
	</section>

<?cs /def ?>
<?cs def:case_terms() ?>
	<?cs if:subcount(terms) ?>
		<section class="pad-t" aria-labelledby="h-terms">
			<h2 class="h2" id="h-terms"><?cs var:M.door.terms ?></h2>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.door.term ?></th>
						<th scope="col"><?cs var:M.door.due ?></th>
						<th scope="col"><?cs var:M.door.article ?></th>
					</tr>
				</thead>
				<tbody>
					<?cs each:te = terms ?>
						<tr>
							<td>
								<b><?cs var:te.name ?></b>
								<?cs if:te.length ?>
									<br>
									<span class="small muted"><?cs var:te.length ?></span>
								<?cs /if ?>
							</td>
							<td class="num" data-l="<?cs var:M.door.due ?>">
								<?cs if:te.due ?><?cs var:te.due ?><?cs else ?><?cs var:M.door.stands ?><?cs /if ?>
								<?cs if:!te.open ?>
									 <?cs call:tag("", M.door.term_ended) ?>
								<?cs elif:te.over ?>
									 <?cs call:tag("zhu", M.door.term_over) ?>
								<?cs /if ?>
							</td>
							<td class="small" data-l="<?cs var:M.door.article ?>">
								<?cs if:te.place ?><?cs var:te.place ?><?cs else ?><?cs var:te.source ?><?cs /if ?>
							</td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
		</section>
	<?cs /if ?>

<?cs /def ?>
<?cs def:case_money(it) ?>
	<?cs if:it.money ?>
		<section class="pad-t" aria-labelledby="h-money">
			<h2 class="h2" id="h-money"><?cs var:M.door.money ?></h2>
			<dl class="facts">
				<dt><?cs var:M.door.owed ?></dt>
				<dd class="num"><?cs var:it.owed ?> <?cs var:M.door.yuan ?></dd>
				<dt><?cs var:M.door.paid ?></dt>
				<dd class="num"><?cs var:it.paid ?> <?cs var:M.door.yuan ?></dd>
				<?cs if:it.rest ?>
					<dt><?cs var:M.door.rest ?></dt>
					<dd class="num">
						<b><?cs var:it.rest ?> <?cs var:M.door.yuan ?></b>
						<?cs if:it.pay_due ?> <?cs var:M.door.pay_due ?> <?cs var:it.pay_due ?><?cs /if ?>
					</dd>
					<?cs if:it.pay_code ?>
						<dt><?cs var:M.door.pay_code ?></dt>
						<dd class="num"><?cs var:it.pay_code ?></dd>
					<?cs /if ?>
				<?cs /if ?>
			</dl>
			<?cs if:subcount(payments) ?>
				<ul class="plain">
					<?cs each:py = payments ?>
						<li class="row between">
							<span class="num">
								<?cs if:py.paid_at ?>
									<?cs var:M.door.paid_at ?>
									 <?cs var:py.paid_at ?>
								<?cs else ?>
									<?cs var:M.door.instalment ?>
									 <?cs var:py.n ?>　<?cs var:py.due_on ?>
								<?cs /if ?>
							</span>
							<b class="num"><?cs var:py.amount_fen ?> <?cs var:M.door.yuan ?></b>
						</li>

					<?cs /each ?>
				</ul>
			<?cs /if ?>
		</section>
	<?cs /if ?>

<?cs /def ?>
<?cs def:case_sent() ?>
	<?cs if:subcount(sent) ?>
		<section class="pad-t" aria-labelledby="h-sent">
			<h2 class="h2" id="h-sent"><?cs var:M.door.sent ?></h2>
			<ul class="plain">
				<?cs each:se = sent ?>
					<li>
						<div class="row between">
							<span>
								<b><?cs var:se.sort ?></b>
								 <span class="small muted num"><?cs var:se.number ?>　<?cs var:se.received_at ?></span>
							</span>
							<span class="row">
								<?cs if:se.late ?><?cs call:tag("zhu", M.door.late) ?><?cs /if ?>
								<?cs call:tag("dai", se.state) ?>
							</span>
						</div>
						<?cs if:se.became ?>
							<p class="small">
								<?cs var:se.became ?>
								 <span class="num muted"><?cs var:se.became_on ?></span>
							</p>
						<?cs /if ?>
						<?cs if:se.files ?>
							<p class="small muted">
								<?cs var:M.door.files ?> <span class="num"><?cs var:se.files ?></span>
								<?cs if:se.refused ?>
									 <?cs var:M.door.files_refused ?> <b class="num"><?cs var:se.refused ?></b>
								<?cs /if ?>
							</p>
						<?cs /if ?>
						<?cs if:se.answer ?>
							<p class="lines small"><?cs var:se.answer ?></p>
						<?cs /if ?>
					</li>

				<?cs /each ?>
			</ul>
		</section>
	<?cs /if ?>

<?cs /def ?>
<?cs def:case_readings() ?>
	<?cs if:subcount(readings) ?>
		<section class="pad-t" aria-labelledby="h-readings">
			<h2 class="h2" id="h-readings"><?cs var:M.door.readings ?></h2>
			<p class="small muted"><?cs var:M.door.readings_text ?></p>
			<ul class="plain">
				<?cs each:re = readings ?>
					<li class="row between">
						<?cs if:re.agency ?>
							<span><?cs var:re.agency ?></span>
						<?cs else ?>
							<span><?cs var:M.door.readings_city ?></span>
						<?cs /if ?>
						<span class="small muted num"><?cs var:re.at ?></span>
					</li>
				<?cs /each ?>
			</ul>
		</section>
	<?cs /if ?>

<?cs /def ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<?cs call:door_crumb(case.0.cause) ?>
		<?cs call:door_head(case.0.cause) ?>
		<div class="cols c-2-1">
			<div>
				<?cs call:case_papers() ?>
				<?cs call:case_terms() ?>
				<?cs call:case_money(case.0) ?>
				<?cs call:case_sent() ?>
				<?cs call:case_readings() ?>
			</div>
			<aside class="stack-l" aria-label="<?cs var:M.door.case ?>">
				<?cs if:open.href ?>
					<section class="panel" aria-labelledby="h-open">
						<h2 class="h2" id="h-open"><?cs var:M.door.file_title ?></h2>
						<p><a class="btn" href="<?cs var:open.href ?>"><?cs var:M.door.file_read ?></a></p>
						<p class="small muted">
							<?cs var:M.door.file_until ?>
							 <span class="num"><?cs var:open.until ?></span>
						</p>
					</section>
				<?cs /if ?>
				<?cs if:subcount(may) ?>
					<section class="panel" aria-labelledby="h-may">
						<h2 class="h2" id="h-may"><?cs var:M.door.may ?></h2>
						<ul class="plain acts">
							<?cs each:ma = may ?>
								<li><a href="<?cs var:ma.href ?>"><?cs var:ma.label ?></a></li>
							<?cs /each ?>
						</ul>
					</section>
				<?cs /if ?>
				<section class="panel" aria-labelledby="h-case">
					<h2 class="h2" id="h-case"><?cs var:M.door.case ?></h2>
					<?cs call:case_facts(case.0) ?>
				</section>
			</aside>
		</div>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
