<?cs # What random checks came to in a year.  Data: years, may_choose, agencies, year, all, rows, items, csv. ?>
<?cs include:"macros.cs" ?>
<?cs include:"spotcheck/macros.cs" ?>
<?cs set:Page.title = M.menu.spot_year ?>
<?cs def:figure(fg_n, fg_href, fg_of) ?>
	<a class="num" href="<?cs var:fg_href ?>"><?cs var:fg_n ?><span class="vh"> <?cs var:fg_of ?></span></a>
<?cs /def ?>

<?cs def:share(sh_label, sh_rate, sh_n, sh_href, sh_of, sh_note) ?>
	<div class="fig">
		<span><?cs var:sh_label ?></span>
		<b><?cs var:sh_rate ?></b>
		<span><?cs call:figure(sh_n, sh_href, sh_label) ?> / <?cs var:sh_of ?> <?cs var:sh_note ?></span>
	</div>
<?cs /def ?>

<?cs def:year_row(yr) ?>
	<td><b><?cs var:yr.name ?></b></td>
	<td class="num" data-l="<?cs var:M.spot.year_figure.draws ?>">
		<?cs call:figure(yr.draws, yr.draws_href, M.spot.year_figure.draws) ?>
	</td>
	<td class="num" data-l="A / B / C">
		<?cs call:figure(yr.grade_a, yr.grade_a_href, "A") ?> / <?cs call:figure(yr.grade_b, yr.grade_b_href, "B") ?>
		 / <?cs call:figure(yr.grade_c, yr.grade_c_href, "C") ?>
	</td>
	<td class="num" data-l="<?cs var:M.spot.year_figure.lapsed ?>">
		<?cs call:figure(yr.lapsed, yr.lapsed_href, M.spot.year_figure.lapsed) ?>
	</td>
	<td class="num" data-l="<?cs var:M.spot.year_figure.drawn ?>">
		<?cs call:figure(yr.drawn, yr.drawn_href, M.spot.year_figure.drawn) ?>
	</td>
	<td class="num" data-l="<?cs var:M.spot.year_figure.visits ?>">
		<?cs call:figure(yr.visits, yr.visits_href, M.spot.year_figure.visits) ?>
	</td>
	<td class="num" data-l="<?cs var:M.spot.year_figure.hits ?>">
		<?cs call:figure(yr.hits, yr.hits_href, M.spot.year_figure.hits) ?>
		 <span class="small muted"><?cs var:yr.hit_rate ?></span>
	</td>
	<td class="num" data-l="<?cs var:M.spot.year_figure.subs_object ?>">
		<?cs call:figure(yr.subs_object, yr.subs_object_href, M.spot.year_figure.subs_object) ?>
		 <span class="small muted"><?cs var:yr.sub_rate ?></span>
	</td>
	<td class="num" data-l="<?cs var:M.spot.year_figure.subs_officer ?>">
		<?cs call:figure(yr.subs_officer, yr.subs_officer_href, M.spot.year_figure.subs_officer) ?>
	</td>
<?cs /def ?>

<?cs def:body() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:M.menu.spot_year ?> <span class="num"><?cs var:year ?></span></h1>
			<p class="muted"><?cs var:M.spot.year_lead ?><?cs if:counted ?> <?cs var:counted ?><?cs /if ?></p>
		</div>
		<p class="row"><a class="btn sec" href="<?cs var:csv ?>"><?cs var:M.spot.year_csv ?></a></p>
	</div>

	<form class="row panel listbar" method="get" action="/desk/spotcheck/year/"
			 aria-label="<?cs var:M.admin.filter ?>">
		<div class="fld">
			<label for="yy"><?cs var:M.field.year ?></label>
			<select class="in" id="yy" name="year">
				<?cs each:yo = years ?>
					<option value="<?cs var:yo.value ?>"<?cs if:yo.on ?> selected<?cs /if ?>>
						<?cs var:yo.label ?>
					</option>
				<?cs /each ?>
			</select>
		</div>
		<?cs if:may_choose ?><?cs call:spot_select("ya", "agency", M.admin.agency, agencies) ?><?cs /if ?>
		<button class="btn sec"><?cs var:M.admin.filter ?></button>
	</form>

	<?cs each:al = all ?>
		<div class="figs pad-s2">
			<?cs call:share(M.spot.year_drawn_rate, al.drawn_rate, al.drawn_objects, al.drawn_objects_href, al.library,
					 M.spot.year_library) ?>
			<?cs call:share(M.spot.year_visited_rate, al.visited_rate, al.visited_objects, al.visited_objects_href,
					 al.library, M.spot.year_library) ?>
			<?cs call:share(M.spot.year_hit_rate, al.hit_rate, al.hits, al.hits_href, al.visits, M.spot.year_visits) ?>
			<?cs call:share(M.spot.year_sub_rate, al.sub_rate, al.subs_object, al.subs_object_href, al.drawn,
					 M.spot.year_drawn) ?>
		</div>
	<?cs /each ?>

	<section class="pad-s2">
		<h2 class="h2"><?cs var:M.spot.year_by_agency ?></h2>
		<div class="panel flush pad-s">
			<?cs if:subcount(rows) ?>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.admin.agency ?></th>
							<th scope="col"><?cs var:M.spot.year_figure.draws ?></th>
							<th scope="col">A / B / C</th>
							<th scope="col"><?cs var:M.spot.year_figure.lapsed ?></th>
							<th scope="col"><?cs var:M.spot.year_figure.drawn ?></th>
							<th scope="col"><?cs var:M.spot.year_figure.visits ?></th>
							<th scope="col"><?cs var:M.spot.year_figure.hits ?></th>
							<th scope="col"><?cs var:M.spot.year_figure.subs_object ?></th>
							<th scope="col"><?cs var:M.spot.year_figure.subs_officer ?></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:ro = rows ?>
							<tr><?cs call:year_row(ro) ?></tr>

						<?cs /each ?>
					</tbody>
					<?cs if:subcount(rows) > #1 ?>
						<tfoot>
							<?cs each:to = all ?>
								<?cs set:to.name = M.spot.year_all ?>
								<tr><?cs call:year_row(to) ?></tr>
							<?cs /each ?>
						</tfoot>
					<?cs /if ?>
				</table>
			<?cs else ?>
				<?cs call:empty(M.spot.year_none, M.spot.year_none_text) ?>
			<?cs /if ?>
		</div>
	</section>

	<?cs if:subcount(items) ?>
		<section class="pad-s2">
			<h2 class="h2"><?cs var:M.spot.year_by_item ?></h2>
			<div class="panel flush pad-s">
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.spot.c_items ?></th>
							<th scope="col"><?cs var:M.spot.year_figure.visits ?></th>
							<th scope="col"><?cs var:M.spot.year_figure.hits ?></th>
							<th scope="col"><?cs var:M.spot.year_hit_rate ?></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:it = items ?>
							<tr>
								<td>
									<b><?cs var:it.name ?></b>
									<br>
									<span class="hash"><?cs var:it.code ?></span>
								</td>
								<td class="num" data-l="<?cs var:M.spot.year_figure.visits ?>">
									<?cs call:figure(it.visits, it.visits_href, M.spot.year_figure.visits) ?>
								</td>
								<td class="num" data-l="<?cs var:M.spot.year_figure.hits ?>">
									<?cs call:figure(it.hits, it.hits_href, M.spot.year_figure.hits) ?>
								</td>
								<td class="num" data-l="<?cs var:M.spot.year_hit_rate ?>"><?cs var:it.hit_rate ?></td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			</div>
		</section>
	<?cs /if ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
