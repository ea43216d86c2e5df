<?cs # The agency's visits by month and week.  Data: month, weekdays, weeks, week, visits. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.joint.calendar ?>
<?cs def:visit_day(dc) ?>
	<?cs if:dc.blank ?>
		<td></td>
	<?cs elif:dc.n ?>
		<td>
			<a href="<?cs var:dc.href ?>"<?cs if:dc.today ?> aria-current="date"<?cs /if ?>
					 aria-label="<?cs var:dc.day ?>：<?cs var:dc.n ?> <?cs var:M.joint.calendar_n ?>">
				<?cs var:dc.day ?></a>
		</td>
	<?cs else ?>
		<td><span class="muted"><?cs var:dc.day ?></span></td>
	<?cs /if ?>
<?cs /def ?>
<?cs def:month_grid() ?>
	<table class="cal">
		<caption class="vh"><?cs var:month.name ?></caption>
		<thead>
			<tr>
				<?cs each:wd = weekdays ?>
					<th scope="col"><?cs var:wd.name ?></th>
				<?cs /each ?>
			</tr>
		</thead>
		<tbody>
			<?cs each:wk = weeks ?>
				<tr><?cs each:dy = wk.days ?><?cs call:visit_day(dy) ?><?cs /each ?></tr>
			<?cs /each ?>
		</tbody>
	</table>
<?cs /def ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/joint/"><?cs var:M.menu.joint ?></a></li>
			<li aria-current="page"><?cs var:M.joint.calendar ?></li>
		</ol>
	</nav>

	<div class="ph row between top">
		<div>
			<h1><?cs var:M.joint.calendar ?></h1>
			<p class="muted"><?cs var:M.joint.calendar_lead ?></p>
		</div>
		<p class="row">
			<a class="btn sec" href="<?cs var:week.before ?>"><?cs var:M.joint.calendar_before ?></a>
			<a class="btn sec" href="<?cs var:week.after ?>"><?cs var:M.joint.calendar_after ?></a>
		</p>
	</div>

	<div class="cols c-desk">
		<section class="panel flush" aria-labelledby="h-week">
			<h2 class="h2" id="h-week">
				<?cs var:M.joint.calendar_week ?> <small class="num"><?cs var:week.from ?> – <?cs var:week.to ?></small>
			</h2>
			<?cs if:subcount(visits) ?>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.joint.window ?></th>
							<th scope="col"><?cs var:M.joint.firm ?></th>
							<th scope="col"><?cs var:M.joint.state ?></th>
							<th scope="col"><?cs var:M.joint.edit ?></th>
						</tr>
					</thead>
					<tbody>
						<?cs each:vi = visits ?>
							<tr>
								<td class="num" data-l="<?cs var:M.joint.window ?>">
									<b><?cs var:vi.weekday ?></b> <?cs var:vi.from_at ?>
									<br>
									<?cs var:vi.to_at ?>
								</td>
								<td data-l="<?cs var:M.joint.firm ?>">
									<a class="t" href="<?cs var:vi.href ?>" lang="zh-CN"><?cs var:vi.name ?></a>
									<br>
									<span class="small muted"><?cs var:vi.kind ?></span>
									<?cs if:vi.joint ?><?cs call:tag("dai", M.inspect.kind_joint) ?><?cs /if ?>
								</td>
								<td data-l="<?cs var:M.joint.state ?>"><?cs var:vi.state ?></td>
								<td data-l="<?cs var:M.joint.edit ?>">
									<?cs if:vi.move ?>
										<a href="<?cs var:vi.move ?>"><?cs var:M.joint.calendar_move ?></a>
									<?cs else ?>–<?cs /if ?>
								</td>
							</tr>
						<?cs /each ?>
					</tbody>
				</table>
			<?cs else ?>
				<?cs call:empty(M.joint.calendar_none, M.joint.calendar_none_text) ?>
			<?cs /if ?>
		</section>
		<aside class="stack-l">
			<section class="panel" aria-labelledby="h-month">
				<h2 class="h2" id="h-month">
					<span class="num"><?cs var:month.name ?></span>
					<small><?cs var:month.n ?> <?cs var:M.joint.calendar_n ?></small>
				</h2>
				<?cs call:month_grid() ?>
				<p class="row pad-s">
					<a href="<?cs var:month.before ?>"><?cs var:M.joint.calendar_month_before ?></a>
					<a href="<?cs var:month.after ?>"><?cs var:M.joint.calendar_month_after ?></a>
				</p>
			</section>
		</aside>
	</div>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
