<?cs # The object library.  Data: q, kinds, regions, industries, ended, size, objects, may_write, pages_first,
	pages_next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"spotcheck/macros.cs" ?>
<?cs set:Page.title = M.menu.spot_objects ?>
<?cs def:body() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:M.menu.spot_objects ?></h1>
			<p class="muted"><?cs var:size ?></p>
		</div>
		<?cs if:may_write ?>
			<p class="row">
				<a class="btn" href="/desk/spotcheck/objects/build"><?cs var:M.spot.build ?></a>
				<a class="btn sec" href="/desk/spotcheck/objects/new"><?cs var:M.admin.spot_object.title ?></a>
			</p>
		<?cs /if ?>
	</div>

	<?cs call:spot_bar("/desk/spotcheck/objects/", M.spot.find_object) ?>
	<?cs call:spot_select("ak", "kind", M.field.object_kind, kinds) ?>
	<?cs call:spot_select("ar", "region", M.field.spot_object.region, regions) ?>
	<?cs call:spot_select("ai", "industry", M.field.industry, industries) ?>
	<label class="tick">
		<input type="checkbox" name="ended" value="1"<?cs if:ended ?> checked<?cs /if ?>>
		<span><?cs var:M.spot.show_ended ?></span>
	</label>
	<?cs call:spot_bar_end() ?>

	<section class="panel flush pad-s" aria-label="<?cs var:M.menu.spot_objects ?>">
		<?cs if:subcount(objects) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.spot.object ?></th>
						<th scope="col"><?cs var:M.field.object_kind ?></th>
						<th scope="col"><?cs var:M.field.spot_object.region ?></th>
						<th scope="col"><?cs var:M.field.industry ?></th>
						<th scope="col">
							<?cs if:ended ?><?cs var:M.spot.ended ?><?cs else ?><?cs var:M.spot.class ?><?cs /if ?>
						</th>
					</tr>
				</thead>
				<tbody>

					<?cs each:ob = objects ?>
						<tr>
							<td>
								<a class="t" href="<?cs var:ob.href ?>"><?cs var:ob.name ?></a>
								<br>
								<span class="hash"><?cs var:ob.object_id ?></span>
							</td>
							<td data-l="<?cs var:M.field.object_kind ?>"><?cs var:ob.kind ?></td>
							<td data-l="<?cs var:M.field.spot_object.region ?>">
								<?cs if:ob.region ?><?cs var:ob.region ?><?cs else ?>–<?cs /if ?>
							</td>
							<td data-l="<?cs var:M.field.industry ?>">
								<?cs if:ob.industry ?><?cs var:ob.industry ?><?cs else ?>–<?cs /if ?>
							</td>
							<?cs if:ended ?>
								<td data-l="<?cs var:M.spot.ended ?>">
									<span class="num"><?cs var:ob.ended_on ?></span>
									<br>
									<span class="small muted"><?cs var:ob.end ?></span>
								</td>
							<?cs else ?>
								<td data-l="<?cs var:M.spot.class ?>">
									<?cs if:ob.class ?><?cs var:ob.class ?><?cs else ?>–<?cs /if ?>
								</td>
							<?cs /if ?>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.spot.no_objects, M.spot.no_objects_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(pages_first, pages_next) ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
