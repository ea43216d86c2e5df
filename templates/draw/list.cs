<?cs # Draws, the newest first.  Data: draws, states, pager, firm. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs include:"draw/macros.cs" ?>
<?cs set:Page.title = M.draw.list_title ?>
<?cs set:Page.nav = "draws" ?>
<?cs def:draw_row(dr) ?>
	<tr>
		<td>
			<a class="t" href="/draws/<?cs var:dr.draw_id ?><?cs var:Lang.qs ?>"><?cs var:dr.title ?></a>
			<br>
			<span class="small muted"><?cs var:dr.draw_id ?> · <?cs var:dr.agency_name ?></span>
		</td>
		<td data-l="<?cs var:M.draw.c_state ?>"><?cs call:tag(dr.state_kind, dr.state) ?></td>
		<td data-l="<?cs var:M.draw.c_grade ?>"><?cs call:tag(dr.grade_kind, dr.grade) ?></td>
		<td class="num" data-l="<?cs var:M.draw.c_size ?>"><?cs var:dr.quota ?> / <?cs var:dr.pool ?></td>
		<td class="num" data-l="<?cs var:M.draw.c_announced ?>"><?cs var:dr.announced_at ?></td>
	</tr>

<?cs /def ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<div class="ph">
			<h1><?cs var:M.draw.list_title ?></h1>
			<p class="lead"><?cs var:M.draw.list_lead ?></p>
		</div>

		<?cs call:firm_finder(M.draw.firm_title_year) ?>

		<div class="cols c-side pad-t">

			<?cs call:filters_begin("/draws/") ?>
			<?cs call:filter_select("state", M.draw.c_state, states) ?>
			<?cs call:filters_end() ?>

			<section aria-label="<?cs var:M.draw.list_title ?>">

				<?cs if:subcount(draws) ?>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.draw.c_draw ?></th>
								<th scope="col"><?cs var:M.draw.c_state ?></th>
								<th scope="col"><?cs var:M.draw.c_grade ?></th>
								<th scope="col"><?cs var:M.draw.c_size ?></th>
								<th scope="col"><?cs var:M.draw.c_announced ?></th>
							</tr>
						</thead>
						<tbody>

							<?cs each:one = draws ?><?cs call:draw_row(one) ?><?cs /each ?>
						</tbody>
					</table>

				<?cs else ?>
					<?cs call:empty(M.draw.none, M.draw.none_text) ?>
				<?cs /if ?>

				<?cs call:portal_pages() ?>

				<dl class="facts pad-s2">
					<dt><?cs call:tag("song", "A") ?></dt>
					<dd><?cs var:M.draw.grade_A ?></dd>
					<dt><?cs call:tag("dai", "B") ?></dt>
					<dd><?cs var:M.draw.grade_B ?></dd>
					<dt><?cs call:tag("amber", "C") ?></dt>
					<dd><?cs var:M.draw.grade_C ?></dd>
				</dl>
			</section>
		</div>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
