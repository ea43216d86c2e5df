<?cs # The officer library.  Data: q, agencies, skills, drawns, officers, pages_first, pages_next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"spotcheck/macros.cs" ?>
<?cs set:Page.title = M.menu.spot_officers ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.menu.spot_officers ?></h1>
		<p class="muted"><?cs var:M.spot.officers_lead ?></p>
	</div>

	<?cs call:spot_bar("/desk/spotcheck/officers/", M.admin.find_officer) ?>
	<?cs call:spot_select("ag", "agency", M.admin.agency, agencies) ?>
	<?cs call:spot_select("as", "skill", M.field.skills, skills) ?>
	<?cs call:spot_select("ad", "drawn", M.field.drawn, drawns) ?>
	<?cs call:spot_bar_end() ?>

	<section class="panel flush pad-s" aria-label="<?cs var:M.menu.spot_officers ?>">
		<?cs if:subcount(officers) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.admin.name ?></th>
						<th scope="col"><?cs var:M.admin.office ?></th>
						<th scope="col"><?cs var:M.field.skills ?></th>
						<th scope="col"><?cs var:M.admin.valid_to ?></th>
						<th scope="col"><?cs var:M.spot.ties ?></th>
						<th scope="col"><?cs var:M.field.drawn ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:of = officers ?>
						<tr>
							<td>
								<a class="t" href="<?cs var:of.href ?>"><?cs var:of.name ?></a>
								<br>
								<span class="hash"><?cs var:of.no ?></span>
							</td>
							<td data-l="<?cs var:M.admin.office ?>">
								<?cs var:of.agency_name ?>
								<?cs if:of.unit_name ?>
									<br>
									<span class="small muted"><?cs var:of.unit_name ?></span>
								<?cs /if ?>
							</td>
							<td data-l="<?cs var:M.field.skills ?>">
								<?cs if:of.skills ?><?cs var:of.skills ?><?cs else ?>–<?cs /if ?>
							</td>
							<td class="num" data-l="<?cs var:M.admin.valid_to ?>"><?cs var:of.valid_to ?></td>
							<td class="num" data-l="<?cs var:M.spot.ties ?>"><?cs var:of.ties ?></td>
							<td>
								<?cs if:!of.drawn ?>
									<?cs call:tag("amber", M.spot.drawn.no) ?>
									<?cs if:of.reason ?>
										<br>
										<span class="small muted"><?cs var:of.reason ?></span>
									<?cs /if ?>
								<?cs elif:!of.account ?>
									<?cs call:tag("amber", M.spot.no_account) ?>
								<?cs else ?>
									<?cs call:tag("song", M.spot.drawn.yes) ?>
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
