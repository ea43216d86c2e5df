<?cs # Today's work.  Data: home.{date,today,count,all,filter,...}, cards, tasks, tasks_next, month, weekdays, weeks. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.home ?>
<?cs def:task_row(task) ?>
	<tr<?cs if:task.kind ?> class="<?cs var:task.kind ?>"<?cs /if ?>>
		<td class="nowrap">
			<?cs if:task.left ?>
				<b<?cs if:task.kind == "late" ?> class="zh"<?cs /if ?>><?cs var:task.left ?></b>
			<?cs else ?>
				<span class="muted"><?cs var:M.home.no_term ?></span>
			<?cs /if ?>
		</td>
		<td>
			<?cs if:task.back ?><?cs call:tag("zhu", M.home.came_back) ?> <?cs /if ?>
			<a class="t" href="<?cs var:task.href ?>"><?cs var:task.title ?></a>
		</td>
		<td>
			<?cs var:task.party ?>
			<?cs if:task.cause ?><br><span class="small muted"><?cs var:task.cause ?></span><?cs /if ?>
		</td>
		<td data-l="<?cs var:M.home.due ?>">
			<?cs if:task.due ?>
				<span class="num"><?cs var:task.due ?></span>
				<?cs if:task.provisional ?> <?cs call:tag("amber", M.home.provisional) ?><?cs /if ?>
				<br>
			<?cs /if ?>
			<span class="small muted"><?cs var:task.rule ?></span>
		</td>
		<td class="right nowrap">
			<a href="<?cs var:task.href ?>">
				<?cs var:task.verb ?>
				<span class="vh"><?cs var:M.home.colon ?><?cs var:task.title ?> <?cs var:task.party ?></span>
			</a>
		</td>
	</tr>

<?cs /def ?>
<?cs def:body() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:M.menu.home ?></h1>
			<p class="muted"><?cs var:home.date ?><?cs if:home.today ?>　<?cs var:home.today ?><?cs /if ?></p>
		</div>
		<?cs if:home.may_clue || home.may_summary ?>
			<p class="row">
				<?cs if:home.may_summary ?>
					<a class="btn sec" href="/desk/register/?for=summary"><?cs var:M.home.new_summary ?></a>
				<?cs /if ?>
				<?cs if:home.may_clue ?>
					<a class="btn" href="/desk/register/?for=clue"><?cs var:M.home.new_clue ?></a>
				<?cs /if ?>
			</p>
		<?cs /if ?>
	</div>

	<?cs if:subcount(cards) ?>
		<section class="alerts" aria-label="<?cs var:M.home.cards ?>">
			<?cs each:al = cards ?>
				<div class="alert <?cs var:al.card ?>">
					<?cs if:al.card == "r" ?>
						<?cs call:card("r", M.home.card_r) ?>
					<?cs else ?>
						<?cs call:card("y", M.home.card_y) ?>
					<?cs /if ?>
					<p>
						<a href="<?cs var:al.case ?>"><b><?cs var:al.number ?></b></a>　<?cs var:al.text ?>
						 <span class="muted"><?cs var:al.rule ?></span>
					</p>
					<a class="btn sm <?cs if:al.card == "r" ?>risk<?cs else ?>sec<?cs /if ?>"
							 href="<?cs var:al.href ?>">
						<?cs var:al.verb ?><span class="vh"><?cs var:M.home.colon ?><?cs var:al.number ?></span>
					</a>
				</div>

			<?cs /each ?>
		</section>
	<?cs /if ?>

	<div class="cols c-desk">

		<div class="stack-l">
			<section class="panel flush" aria-labelledby="h-due">
				<h2 class="h2" id="h-due">
					<?cs if:home.filter ?><?cs var:home.filter ?><?cs else ?><?cs var:M.home.mine ?><?cs /if ?>
					 <small>
						<?cs if:home.filtered ?>
							<a href="/desk/"><?cs var:M.home.show_all ?></a>
						<?cs else ?>
							<?cs if:home.back ?><b class="zh"><?cs var:home.back ?></b> · <?cs /if ?>
							<?cs var:home.count ?>
							<?cs if:home.casework ?> · <a href="/desk/cases/"><?cs var:home.all ?></a><?cs /if ?>
						<?cs /if ?>
					</small>
				</h2>

				<?cs if:subcount(tasks) ?>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.home.left ?></th>
								<th scope="col"><?cs var:M.home.what ?></th>
								<th scope="col"><?cs var:M.home.who ?></th>
								<th scope="col"><?cs var:M.home.due ?></th>
								<th scope="col"><span class="vh"><?cs var:M.home.act ?></span></th>
							</tr>
						</thead>
						<tbody>

							<?cs each:one = tasks ?><?cs call:task_row(one) ?><?cs /each ?>
						</tbody>
					</table>

				<?cs else ?>
					<?cs call:empty(M.home.empty, M.home.empty_text) ?>
				<?cs /if ?>
			</section>

			<?cs call:pager(tasks_first, tasks_next) ?>
		</div>

		<aside class="stack-l">

			<?cs if:month.shown ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.home.month ?> <small><?cs var:month.whose ?></small></h2>
					<dl class="mini">
						<div>
							<dt><?cs var:M.home.closed ?></dt>
							<dd><?cs var:month.closed ?><small><?cs var:M.home.unit_cases ?></small></dd>
						</div>
						<div>
							<dt><?cs var:M.home.mean ?></dt>
							<dd>
								<?cs if:month.mean ?>
									<?cs var:month.mean ?><small><?cs var:M.home.unit_days ?></small>
								<?cs else ?>
									<span class="muted">–</span>
								<?cs /if ?>
							</dd>
						</div>
						<div>
							<dt><?cs var:M.home.decided ?></dt>
							<dd><?cs var:month.decided ?><small><?cs var:M.home.unit_cases ?></small></dd>
						</div>
						<div>
							<dt><?cs var:M.home.returned ?></dt>
							<dd><?cs var:month.returned ?><small><?cs var:M.home.unit_times ?></small></dd>
						</div>
					</dl>
				</section>
			<?cs /if ?>

			<section class="panel">
				<h2 class="h2"><?cs var:M.home.calendar ?></h2>
				<table class="cal">
					<caption class="vh"><?cs var:home.month_title ?></caption>
					<thead>
						<tr>
							<?cs each:wd = weekdays ?>
								<th scope="col"><?cs var:wd.name ?></th>
							<?cs /each ?>
						</tr>
					</thead>
					<tbody>

						<?cs each:week = weeks ?>
							<tr>
								<?cs each:cell = week.days ?>
									<?cs if:cell.blank ?>
										<td></td>
									<?cs else ?>
										<td<?cs if:cell.today ?> class="today" aria-current="date"<?cs /if ?>>
											<?cs if:cell.kind ?>
												<a class="<?cs var:cell.kind ?>" href="<?cs var:cell.href ?>">
													<?cs var:cell.day ?><span class="vh"><?cs var:cell.note ?></span>
												</a>
											<?cs else ?>
												<?cs var:cell.day ?>
											<?cs /if ?>
										</td>
									<?cs /if ?>
								<?cs /each ?>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
				<p class="small muted">
					<i class="k-r"></i><?cs var:M.home.key_over ?>　<i class="k-y"></i><?cs var:M.home.key_soon ?>
					　<i class="k-d"></i><?cs var:M.home.key_due ?>
				</p>
			</section>

		</aside>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
