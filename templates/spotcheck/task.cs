<?cs # A task: pools, quotas, officers, recusals, what is wrong.  Data: crumbs, task.*, faults, strata, units, sum.*,
	recusals, facts. ?>
<?cs include:"macros.cs" ?>
<?cs include:"admin/macros.cs" ?>
<?cs set:Page.title = task.title ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph row between top">
		<div>
			<h1><?cs var:task.title ?></h1>
			<p>
				<span class="hash"><?cs var:task.draw_id ?></span> <?cs var:task.agency ?>
				 <?cs if:task.draft ?>
					<?cs call:tag("amber", task.state) ?>
				<?cs else ?>
					<?cs call:tag("dai", task.state) ?>
					 <span class="small muted num"><?cs var:task.announced_at ?></span>
				<?cs /if ?>
			</p>
		</div>
		<p class="row">
			<?cs if:task.edit ?>
				<a class="btn sec" href="<?cs var:task.edit ?>"><?cs var:M.admin.change ?></a>
			<?cs /if ?>
		</p>
	</div>

	<?cs call:form_problems() ?>

	<?cs if:subcount(faults) ?>
		<div class="note zhu summary stack-s" role="status">
			<h2><?cs var:M.spot.faults ?></h2>
			<ul>
				<?cs each:fa = faults ?>
					<li>
						<?cs if:task.edit ?>
							<a href="<?cs var:fa.href ?>"><?cs var:fa.text ?></a>
						<?cs else ?>
							<?cs var:fa.text ?>
						<?cs /if ?>
					</li>
				<?cs /each ?>
			</ul>
		</div>
	<?cs /if ?>

	<div class="figs pad-s2">
		<div class="fig">
			<b><?cs var:sum.pool ?></b>
			<span><?cs var:M.spot.pool ?></span>
		</div>
		<div class="fig">
			<b><?cs var:sum.quota ?></b>
			<span><?cs var:M.spot.quota ?></span>
		</div>
		<div class="fig">
			<b><?cs var:sum.officers ?></b>
			<span><?cs var:M.spot.officers ?></span>
		</div>
		<div class="fig">
			<b><?cs var:sum.recusals ?></b>
			<span><?cs var:M.spot.recusal_pairs ?></span>
		</div>
	</div>

	<div class="cols c-2-1 pad-s">
		<div class="stack-l">

			<section class="panel flush">
				<h2 class="h2">
					<?cs var:M.spot.strata ?>
					 <small>
						<?cs if:task.draft ?>
							<?cs var:M.spot.as_of_now ?>
						<?cs else ?>
							<?cs var:M.spot.frozen ?>
						<?cs /if ?>
					</small>
				</h2>
				<?cs if:subcount(strata) ?>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.spot.stratum ?></th>
								<th scope="col"><?cs var:M.spot.pool ?></th>
								<th scope="col"><?cs var:M.spot.quota ?></th>
							</tr>
						</thead>
						<tbody>

							<?cs each:sm = strata ?>
								<tr>
									<td>
										<b><?cs var:sm.name ?></b>
										 <span class="hash"><?cs var:sm.key ?></span>
									</td>
									<td class="num" data-l="<?cs var:M.spot.pool ?>"><?cs var:sm.pool ?></td>
									<td class="num" data-l="<?cs var:M.spot.quota ?>">
										<?cs var:sm.quota ?>
										<?cs if:sm.bad ?> <?cs call:tag("zhu", M.spot.above_pool) ?><?cs /if ?>
									</td>
								</tr>

							<?cs /each ?>
						</tbody>
					</table>
				<?cs else ?>
					<?cs call:empty(M.spot.pool_empty, M.spot.pool_empty_text) ?>
				<?cs /if ?>
			</section>

			<section class="panel flush">
				<h2 class="h2"><?cs var:M.spot.officers ?></h2>
				<?cs if:subcount(units) ?>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.spot.unit ?></th>
								<th scope="col"><?cs var:M.spot.people ?></th>
								<th scope="col"><?cs var:M.field.min ?></th>
							</tr>
						</thead>
						<tbody>

							<?cs each:un = units ?>
								<tr>
									<td><b><?cs var:un.name ?></b></td>
									<td class="num" data-l="<?cs var:M.spot.people ?>"><?cs var:un.officers ?></td>
									<td class="num" data-l="<?cs var:M.field.min ?>">
										<?cs if:un.min ?>
											<?cs var:un.min ?>
											<?cs if:un.bad ?> <?cs call:tag("zhu", M.spot.too_few) ?><?cs /if ?>
										<?cs else ?>
											–
										<?cs /if ?>
									</td>
								</tr>

							<?cs /each ?>
						</tbody>
					</table>
				<?cs else ?>
					<?cs call:empty(M.spot.officers_none, M.spot.officers_none_text) ?>
				<?cs /if ?>
				<p class="small muted spot-foot"><?cs var:recusals ?></p>
			</section>
		</div>

		<aside class="stack-l">
			<section class="panel">
				<h2 class="h2"><?cs var:M.spot.parameters ?></h2>
				<dl class="facts sheet"><?cs call:facts_rows(facts) ?></dl>
			</section>

			<?cs if:task.announce ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.spot.announce ?></h2>
					<p class="small"><?cs var:M.spot.announce_text ?></p>
					<div class="pad-s">
						<?cs call:admin_button(task.announce, "btn block", M.spot.announce_send, "", "",
								 task.version) ?>
					</div>
				</section>
			<?cs /if ?>
		</aside>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
