<?cs # The rows behind a figure of the year.  Data: year, kind, item, grade, back, objects, of_draws, rows,
	pages_first, pages_next. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = kind ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="<?cs var:back ?>"><?cs var:M.menu.spot_year ?> <?cs var:year ?></a></li>
			<li aria-current="page"><?cs var:kind ?></li>
		</ol>
	</nav>

	<div class="ph">
		<h1><?cs var:kind ?></h1>
		<p class="muted">
			<span class="num"><?cs var:year ?></span>
			<?cs if:grade ?> · <?cs var:M.draw.c_grade ?> <?cs var:grade ?><?cs /if ?>
			<?cs if:item ?> · <span class="hash"><?cs var:item ?></span><?cs /if ?>
		</p>
	</div>

	<section class="panel flush" aria-label="<?cs var:kind ?>">
		<?cs if:subcount(rows) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<?cs if:objects ?>
							<th scope="col"><?cs var:M.draw.c_object ?></th>
						<?cs /if ?>
						<?cs if:of_draws ?>
							<th scope="col"><?cs var:M.draw.c_draw ?></th>
							<th scope="col"><?cs var:M.admin.agency ?></th>
							<th scope="col"><?cs var:M.spot.year_note ?></th>
						<?cs /if ?>
						<th scope="col"><?cs var:M.spot.year_day ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:ro = rows ?>
						<tr>
							<?cs if:objects ?>
								<td>
									<b><?cs var:ro.name ?></b>
									<br>
									<span class="hash"><?cs var:ro.object_id ?></span>
								</td>
							<?cs /if ?>
							<?cs if:of_draws ?>
								<td data-l="<?cs var:M.draw.c_draw ?>">
									<a href="/desk/draws/<?cs var:ro.draw_id ?>"><?cs var:ro.title ?></a>
									<br>
									<span class="hash"><?cs var:ro.draw_id ?></span>
								</td>
								<td data-l="<?cs var:M.admin.agency ?>"><?cs var:ro.agency ?></td>
								<td data-l="<?cs var:M.spot.year_note ?>">
									<?cs if:ro.note ?><?cs var:ro.note ?><?cs else ?>–<?cs /if ?>
								</td>
							<?cs /if ?>
							<td class="num" data-l="<?cs var:M.spot.year_day ?>"><?cs var:ro.day ?></td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.spot.year_no_rows, "") ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(pages_first, pages_next) ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
