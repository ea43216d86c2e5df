<?cs # Figures: all kinds, one of them by agency, month, district, trade or cause.  Data: kinds, agencies, may_choose,
	ways, asked, narrow, figure, rows, total, not_whole, chart, line,
	csv. ?>
<?cs include:"macros.cs" ?>
<?cs include:"macros_chart.cs" ?>
<?cs include:"figure/macros.cs" ?>
<?cs set:Page.title = M.menu.figures ?>
<?cs def:body() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:M.menu.figures ?></h1>
			<p class="muted"><?cs var:M.figure.lead ?></p>
		</div>
		<p class="row"><a class="btn sec" href="<?cs var:csv ?>"><?cs var:M.figure.csv ?></a></p>
	</div>

	<form class="row panel listbar" method="get" action="/desk/figures/" aria-label="<?cs var:M.figure.choose ?>">
		<input type="hidden" name="kind" value="<?cs var:asked.kind ?>">
		<?cs if:asked.district ?><input type="hidden" name="district" value="<?cs var:asked.district ?>"><?cs /if ?>
		<?cs if:asked.trade ?><input type="hidden" name="trade" value="<?cs var:asked.trade ?>"><?cs /if ?>
		<?cs if:asked.cause ?><input type="hidden" name="cause" value="<?cs var:asked.cause ?>"><?cs /if ?>
		<div class="fld">
			<label for="ff"><?cs var:M.figure.from ?></label>
			<input class="in" id="ff" name="from" type="month" value="<?cs var:asked.from ?>">
		</div>
		<div class="fld">
			<label for="ft"><?cs var:M.figure.to ?></label>
			<input class="in" id="ft" name="to" type="month" value="<?cs var:asked.to ?>">
		</div>
		<div class="fld">
			<label for="fb"><?cs var:M.figure.way ?></label>
			<select class="in" id="fb" name="by">
				<?cs each:wy = ways ?>
					<option value="<?cs var:wy.value ?>"<?cs if:wy.on ?> selected<?cs /if ?>>
						<?cs var:wy.label ?>
					</option>
				<?cs /each ?>
			</select>
		</div>
		<?cs if:may_choose ?>
			<div class="fld">
				<label for="fa"><?cs var:M.figure.by.agency ?></label>
				<select class="in" id="fa" name="agency">
					<option value=""><?cs var:M.figure.all ?></option>
					<?cs each:ag = agencies ?>
						<option value="<?cs var:ag.value ?>"<?cs if:ag.on ?> selected<?cs /if ?>>
							<?cs var:ag.label ?>
						</option>
					<?cs /each ?>
				</select>
			</div>
		<?cs /if ?>
		<button class="btn sec"><?cs var:M.figure.show ?></button>
	</form>
	<?cs call:figure_narrow(narrow) ?>

	<div class="cols c-desk pad-s2">
		<div class="stack-l">
			<section class="panel" aria-labelledby="h-figure">
				<h2 class="h2" id="h-figure"><?cs var:figure.name ?> <small><?cs var:figure.by ?></small></h2>
				<p class="small muted"><?cs var:figure.formula ?></p>
				<?cs if:subcount(chart) ?>
					<div class="pad-s2"><?cs call:chart(chart) ?></div>
				<?cs /if ?>
				<?cs if:subcount(line) ?>
					<h3 class="h3 pad-s2"><?cs var:M.figure.so_far ?></h3>
					<div class="pad-s"><?cs call:chart(line) ?></div>
				<?cs /if ?>
			</section>

			<section class="panel flush" aria-labelledby="h-table">
				<h2 class="h2" id="h-table">
					<?cs var:M.figure.table ?> <small><?cs var:M.figure.table_text ?></small>
				</h2>
				<?cs if:not_whole ?><p class="note zhu" role="alert"><?cs var:M.figure.not_whole ?></p><?cs /if ?>
				<?cs if:subcount(rows) ?>
					<table class="ledger">
						<thead>
							<tr>
								<th scope="col"><?cs var:figure.by ?></th>
								<th scope="col" class="right">
									<?cs if:figure.fen ?>
										<?cs var:M.figure.yuan ?>
									<?cs else ?>
										<?cs var:M.figure.number ?>
									<?cs /if ?>
								</th>
								<th scope="col" class="right"><?cs var:M.figure.late ?></th>
							</tr>
						</thead>
						<tbody>

							<?cs each:ro = rows ?>
								<tr>
									<td><a href="<?cs var:ro.href ?>"><?cs var:ro.name ?></a></td>
									<td class="right num">
										<?cs call:figure_number(ro.value, ro.rows_href, ro.name) ?>
									</td>
									<td class="right num">
										<?cs if:ro.late ?><?cs var:ro.late ?><?cs else ?>–<?cs /if ?>
									</td>
								</tr>

							<?cs /each ?>
						</tbody>
						<?cs if:total.value ?>
							<tfoot>
								<tr>
									<td><b><?cs var:M.figure.total ?></b></td>
									<td class="right num">
										<?cs call:figure_number(total.value, total.rows_href, M.figure.total) ?>
									</td>
									<td></td>
								</tr>
							</tfoot>
						<?cs /if ?>
					</table>
				<?cs else ?>
					<?cs call:empty(M.figure.nothing, M.figure.nothing_text) ?>
				<?cs /if ?>
			</section>
		</div>

		<aside class="stack-l">
			<section class="panel flush" aria-labelledby="h-kinds">
				<h2 class="h2" id="h-kinds"><?cs var:M.figure.kinds ?></h2>
				<table class="ledger">
					<thead class="vh">
						<tr>
							<th scope="col"><?cs var:M.figure.kind ?></th>
							<th scope="col"><?cs var:M.figure.number ?></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:ki = kinds ?>
							<tr>
								<td>
									<a href="<?cs var:ki.href ?>"<?cs if:ki.on ?> aria-current="page"<?cs /if ?>>
										<?cs var:ki.name ?>
									</a>
								</td>
								<td class="right num">
									<?cs var:ki.value ?><?cs if:ki.fen ?> <?cs var:M.figure.yuan ?><?cs /if ?>
								</td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			</section>
		</aside>
	</div>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
