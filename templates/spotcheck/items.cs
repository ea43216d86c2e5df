<?cs # Check items as coordinators keep them.  Data: q, kinds, items, may_write, pages_first, pages_next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"spotcheck/macros.cs" ?>
<?cs set:Page.title = M.menu.spot_items ?>
<?cs def:body() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:M.menu.spot_items ?></h1>
			<p class="muted"><?cs var:M.spot.items_lead ?></p>
		</div>
		<?cs if:may_write ?>
			<p class="row"><a class="btn" href="/desk/spotcheck/items/new"><?cs var:M.admin.spot_item.title ?></a></p>
		<?cs /if ?>
	</div>

	<?cs call:spot_bar("/desk/spotcheck/items/", M.law.search_item) ?>
	<?cs call:spot_select("ak", "kind", M.law.item_kind, kinds) ?>
	<?cs call:spot_bar_end() ?>

	<section class="panel flush pad-s" aria-label="<?cs var:M.menu.spot_items ?>">
		<?cs if:subcount(items) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.law.c_name ?></th>
						<th scope="col"><?cs var:M.law.item_kind ?></th>
						<th scope="col"><?cs var:M.law.c_method ?></th>
						<th scope="col"><?cs var:M.spot.owner_label ?></th>
						<th scope="col"><?cs var:M.spot.rates ?></th>
						<th scope="col"><?cs var:M.admin.state ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:im = items ?>
						<tr>
							<td>
								<a class="t" href="<?cs var:im.href ?>"><?cs var:im.name ?></a>
								<br>
								<span class="hash"><?cs var:im.code ?></span>
							</td>
							<td data-l="<?cs var:M.law.item_kind ?>">
								<?cs if:im.key ?>
									<?cs call:tag("dai", im.kind) ?>
								<?cs else ?>
									<?cs var:im.kind ?>
								<?cs /if ?>
							</td>
							<td data-l="<?cs var:M.law.c_method ?>"><?cs var:im.mode ?></td>
							<td data-l="<?cs var:M.spot.owner_label ?>"><?cs var:im.agency ?></td>
							<td data-l="<?cs var:M.spot.rates ?>"><?cs call:spot_rates(im) ?></td>
							<td>
								<?cs if:im.published_on ?>
									<?cs call:tag("song", M.spot.published) ?>
								<?cs else ?>
									<?cs call:tag("amber", M.spot.unpublished) ?>
								<?cs /if ?>
							</td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.admin.no_match, M.admin.no_match_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(pages_first, pages_next) ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
