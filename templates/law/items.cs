<?cs # Items of random inspections.  Data: q, items, kinds, agencies, json, pager. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs include:"spotcheck/macros.cs" ?>
<?cs set:Page.title = M.law.items_title ?>
<?cs set:Page.nav = "laws" ?>
<?cs set:Page.tab = "items" ?>
<?cs def:item_row(im) ?>
	<tr>
		<td>
			<b><?cs var:im.name ?></b>
			<br>
			<span class="hash"><?cs var:im.code ?></span>
		</td>
		<td data-l="<?cs var:M.law.item_kind ?>">
			<?cs if:im.key ?><?cs call:tag("dai", im.kind) ?><?cs else ?><?cs var:im.kind ?><?cs /if ?>
		</td>
		<td data-l="<?cs var:M.law.c_method ?>">
			<?cs var:im.mode ?>
			<?cs if:im.method && im.method != im.mode && Lang.code != "en" ?>
				<br>
				<span class="small muted" lang="zh-CN"><?cs var:im.method ?></span>
			<?cs /if ?>
		</td>
		<td data-l="<?cs var:M.law.c_pass ?>">
			<?cs var:im.pass_test ?>
			<?cs if:im.standard ?><br><span class="small muted"><?cs var:im.standard ?></span><?cs /if ?>
		</td>
		<td data-l="<?cs var:M.spot.rates ?>"><?cs call:spot_rates(im) ?></td>
		<td data-l="<?cs var:M.law.c_agency ?>">
			<?cs if:im.agency_ref ?>
				<a href="/agencies/<?cs var:im.agency_ref ?><?cs var:Lang.qs ?>"><?cs var:im.agency ?></a>
			<?cs else ?>
				<?cs var:im.agency ?>
			<?cs /if ?>
		</td>
	</tr>

<?cs /def ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<?cs call:law_tabs() ?>
		<div class="ph">
			<h1><?cs var:M.law.items_title ?></h1>
			<p class="lead"><?cs var:M.law.items_lead ?></p>
			<p>
				<a href="/plans/<?cs var:Lang.qs ?>"><?cs var:M.spot.to_plans ?></a> ·
				 <a href="<?cs var:json ?>">JSON</a>
			</p>
		</div>

		<div class="cols c-side">

			<?cs call:filters_begin("/items/") ?>
			<?cs call:filter_text(M.law.search_item, q) ?>
			<?cs call:filter_select("kind", M.law.item_kind, kinds) ?>
			<?cs call:filter_select("agency", M.law.c_agency, agencies) ?>
			<?cs call:filters_end() ?>

			<section aria-label="<?cs var:M.law.items_title ?>">

				<?cs if:subcount(items) ?>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.law.c_name ?></th>
								<th scope="col"><?cs var:M.law.item_kind ?></th>
								<th scope="col"><?cs var:M.law.c_method ?></th>
								<th scope="col"><?cs var:M.law.c_pass ?></th>
								<th scope="col"><?cs var:M.spot.rates ?></th>
								<th scope="col"><?cs var:M.law.c_agency ?></th>
							</tr>
						</thead>
						<tbody>

							<?cs each:im_one = items ?><?cs call:item_row(im_one) ?><?cs /each ?>
						</tbody>
					</table>

				<?cs else ?>
					<?cs call:empty(M.law.none, M.law.none_text) ?>
				<?cs /if ?>

				<?cs call:portal_pages() ?>
			</section>
		</div>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
