<?cs # The supervisor's overview.  Data: wall, feed, agencies, causes, days, trend, by_agency, by_cause. ?>
<?cs include:"macros.cs" ?>
<?cs include:"macros_chart.cs" ?>
<?cs include:"monitor/macros.cs" ?>
<?cs set:Page.title = M.menu.wall ?>
<?cs def:day_table() ?>
	<table class="ledger">
		<thead>
			<tr>
				<th scope="col"><?cs var:M.monitor.day ?></th>
				<th scope="col" class="right"><?cs var:M.monitor.count ?></th>
			</tr>
		</thead>
		<tbody>
			<?cs each:dy = days ?>
				<tr>
					<td class="num"><?cs var:dy.day ?></td>
					<td class="right num"><?cs var:dy.n ?></td>
				</tr>
			<?cs /each ?>
		</tbody>
	</table>
<?cs /def ?>
<?cs def:cause_table() ?>
	<table class="ledger">
		<thead>
			<tr>
				<th scope="col"><?cs var:M.monitor.rule ?></th>
				<th scope="col" class="right"><?cs var:M.monitor.count ?></th>
			</tr>
		</thead>
		<tbody>
			<?cs each:cu = causes ?>
				<tr>
					<td><?cs var:cu.name ?></td>
					<td class="right num"><?cs var:cu.n ?></td>
				</tr>
			<?cs /each ?>
		</tbody>
	</table>
<?cs /def ?>
<?cs def:body() ?>
	<div data-live="/desk/wall/state" data-tag="<?cs var:wall.tag ?>">
	<div class="ph row between top">
		<div>
			<h1><?cs var:M.menu.wall ?></h1>
			<p class="muted">
				<?cs var:M.monitor.subtitle ?>
				 · <span class="num"><?cs var:wall.at ?></span>
				 · <?cs var:M.monitor.scope ?>
			</p>
		</div>
	</div>

	<dl class="figs">
		<div class="fig hot">
			<dt><?cs var:M.monitor.fig_open ?></dt>
			<dd><b><?cs var:wall.open ?></b></dd>
		</div>
		<div class="fig">
			<dt><?cs var:M.monitor.fig_explained ?></dt>
			<dd><b><?cs var:wall.explained ?></b></dd>
		</div>
		<div class="fig">
			<dt><?cs var:M.monitor.fig_raised ?></dt>
			<dd><b><?cs var:wall.raised ?></b></dd>
		</div>
		<div class="fig">
			<dt><?cs var:M.monitor.fig_agencies ?></dt>
			<dd><b><?cs var:wall.agencies ?></b></dd>
		</div>
	</dl>

	<section class="panel pad-s2" aria-labelledby="h-trend">
		<h2 class="h2" id="h-trend"><?cs var:M.monitor.by_day ?> <small><?cs var:M.monitor.period ?></small></h2>
		<?cs if:subcount(days) ?>
			<?cs call:chart(trend) ?>
			<details>
				<summary><?cs var:M.monitor.numbers ?></summary>
				<?cs call:day_table() ?>
			</details>
		<?cs else ?>
			<p class="muted"><?cs var:M.monitor.none ?></p>
		<?cs /if ?>
	</section>

	<div class="cols c-desk pad-s2">
		<section class="panel flush" aria-labelledby="h-feed">
			<h2 class="h2" id="h-feed"><?cs var:M.monitor.feed ?> <small><?cs var:M.monitor.feed_text ?></small></h2>
			<?cs if:subcount(feed) ?>
				<?cs call:alert_table(feed) ?>
				<p class="pad-s2 center"><a href="/desk/alerts/"><?cs var:M.monitor.all ?></a></p>
			<?cs else ?>
				<?cs call:empty(M.monitor.none, M.monitor.none_text) ?>
			<?cs /if ?>
		</section>

		<aside class="stack-l">
			<section class="panel" aria-labelledby="h-agencies">
				<h2 class="h2" id="h-agencies">
					<?cs var:M.monitor.by_agency ?> <small><?cs var:M.monitor.period ?></small>
				</h2>
				<?cs if:subcount(agencies) ?>
					<?cs call:chart(by_agency) ?>
					<table class="ledger">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.monitor.agency ?></th>
								<th scope="col" class="right"><?cs var:M.monitor.short_open ?></th>
								<th scope="col" class="right"><?cs var:M.monitor.short_all ?></th>
							</tr>
						</thead>
						<tbody>
							<?cs each:ag = agencies ?>
								<tr>
									<td><?cs var:ag.name ?></td>
									<td class="right num"><?cs var:ag.open ?></td>
									<td class="right num"><?cs var:ag.raised ?></td>
								</tr>
							<?cs /each ?>
						</tbody>
					</table>
				<?cs else ?>
					<p class="muted pad-s"><?cs var:M.monitor.none ?></p>
				<?cs /if ?>
			</section>

			<section class="panel" aria-labelledby="h-causes">
				<h2 class="h2" id="h-causes">
					<?cs var:M.monitor.by_cause ?> <small><?cs var:M.monitor.period ?></small>
				</h2>
				<?cs if:subcount(causes) ?>
					<?cs call:chart(by_cause) ?>
					<details>
						<summary><?cs var:M.monitor.numbers ?></summary>
						<?cs call:cause_table() ?>
					</details>
				<?cs else ?>
					<p class="muted"><?cs var:M.monitor.none ?></p>
				<?cs /if ?>
			</section>
		</aside>
	</div>
	</div>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
