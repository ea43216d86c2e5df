<?cs # Working days of a year.  Data: year, year_prev, year_next, version, behind, unpublished, published_to, total,
	weekdays, months, marked. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.calendar ?>
<?cs def:day_cell(dc) ?>
	<?cs if:dc.blank ?>
		<td></td>
	<?cs elif:dc.mark == "rest" ?>
		<td><b class="zh"><?cs var:dc.day ?><span class="xs"> <?cs var:M.admin.rest ?></span></b></td>
	<?cs elif:dc.mark == "work" ?>
		<td><b class="ok"><?cs var:dc.day ?><span class="xs"> <?cs var:M.admin.work ?></span></b></td>
	<?cs elif:dc.mark == "off" ?>
		<td><span class="muted"><?cs var:dc.day ?></span></td>
	<?cs else ?>
		<td><?cs var:dc.day ?></td>
	<?cs /if ?>
<?cs /def ?>

<?cs def:month_table(mo) ?>
	<section>
		<h3><?cs var:mo.name ?> <small class="small muted"><?cs var:mo.count ?></small></h3>
		<table class="cal">
			<caption class="vh"><?cs var:mo.name ?></caption>
			<thead>
				<tr>
					<?cs each:wd = weekdays ?>
						<th scope="col"><?cs var:wd.name ?></th>
					<?cs /each ?>
				</tr>
			</thead>
			<tbody>
				<?cs each:wk = mo.weeks ?>
					<tr><?cs each:dy = wk.days ?><?cs call:day_cell(dy) ?><?cs /each ?></tr>
				<?cs /each ?>
			</tbody>
		</table>
	</section>

<?cs /def ?>
<?cs def:body() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:M.menu.calendar ?> <?cs var:year ?></h1>
			<p class="muted"><?cs var:total ?>　<span class="hash"><?cs var:version ?></span></p>
		</div>
		<p class="row">
			<a class="btn" href="/desk/admin/calendar/change"><?cs var:M.admin.admin_calendar.title ?></a>
		</p>
	</div>

	<?cs if:behind ?>
		<div class="note">
			<p role="status"><?cs var:behind ?></p>
		</div>
	<?cs /if ?>
	<?cs if:unpublished ?>
		<div class="note amber">
			<p><?cs var:M.admin.unpublished ?></p>
		</div>
	<?cs /if ?>

	<nav class="pager pad-s" aria-label="<?cs var:M.nav.pages ?>">
		<a rel="prev" href="/desk/admin/calendar/?year=<?cs var:year_prev ?>"><?cs var:year_prev ?></a>
		<b aria-current="page"><?cs var:year ?></b>
		<a rel="next" href="/desk/admin/calendar/?year=<?cs var:year_next ?>"><?cs var:year_next ?></a>
	</nav>

	<div class="panel pad-s">
		<h2 class="vh"><?cs var:M.admin.months ?></h2>
		<div class="quad"><?cs each:mo_one = months ?><?cs call:month_table(mo_one) ?><?cs /each ?></div>
	</div>

	<section class="panel flush pad-s2">
		<h2 class="h2"><?cs var:M.admin.marked ?></h2>
		<?cs if:subcount(marked) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.admin.day ?></th>
						<th scope="col"><?cs var:M.admin.weekday ?></th>
						<th scope="col"><?cs var:M.admin.mark ?></th>
						<th scope="col"><?cs var:M.admin.holiday_name ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:mk = marked ?>
						<tr>
							<td class="num"><?cs var:mk.day ?></td>
							<td><?cs var:mk.weekday ?></td>
							<td>
								<?cs if:mk.mark == "rest" ?>
									<?cs call:tag("zhu", M.admin.day_kind.holiday) ?>
								<?cs else ?>
									<?cs call:tag("song", M.admin.day_kind.workday) ?>
								<?cs /if ?>
							</td>
							<td data-l="<?cs var:M.admin.holiday_name ?>"><?cs var:mk.name ?></td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.admin.no_marks, M.admin.no_marks_text) ?>
		<?cs /if ?>
	</section>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
