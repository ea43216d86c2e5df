<?cs # Discretion scales.  Data: q, scales, pager. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.law.scales_title ?>
<?cs set:Page.nav = "laws" ?>
<?cs set:Page.tab = "scales" ?>
<?cs def:scale_row(sc) ?>
	<tr>
		<td>
			<a class="t" href="/scales/<?cs var:sc.ref ?><?cs var:Lang.qs ?>"><?cs var:sc.cause ?></a>
			<br>
			<span class="hash"><?cs var:sc.cause_code ?></span>
		</td>
		<td data-l="<?cs var:M.law.c_title ?>"><?cs var:sc.title ?></td>
		<td class="num" data-l="<?cs var:M.law.c_tiers ?>"><?cs var:sc.tiers ?></td>
		<td class="num" data-l="<?cs var:M.law.c_from ?>"><?cs var:sc.valid_from ?></td>
	</tr>

<?cs /def ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<?cs call:law_tabs() ?>
		<div class="ph">
			<h1><?cs var:M.law.scales_title ?></h1>
			<p class="lead"><?cs var:M.law.scales_lead ?></p>
		</div>

		<div class="cols c-side">

			<?cs call:filters_begin("/scales/") ?>
			<?cs call:filter_text(M.law.search_scale, q) ?>
			<?cs call:filters_end() ?>

			<section aria-label="<?cs var:M.law.scales_title ?>">

				<?cs if:subcount(scales) ?>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.law.c_cause ?></th>
								<th scope="col"><?cs var:M.law.c_title ?></th>
								<th scope="col"><?cs var:M.law.c_tiers ?></th>
								<th scope="col"><?cs var:M.law.c_from ?></th>
							</tr>
						</thead>
						<tbody>

							<?cs each:sc_one = scales ?><?cs call:scale_row(sc_one) ?><?cs /each ?>
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
