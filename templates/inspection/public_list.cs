<?cs # Published results, the newest first.  Data: q, agencies, results, pager. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.inspect.p_title ?>
<?cs set:Page.nav = "results" ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<div class="ph">
			<h1><?cs var:M.inspect.p_title ?></h1>
			<p class="lead"><?cs var:M.inspect.p_lead ?></p>
			<p><a href="/code<?cs var:Lang.qs ?>"><?cs var:M.inspect.c_title ?></a></p>
		</div>

		<div class="cols c-side pad-t">
			<?cs call:filters_begin("/inspections/") ?>
			<?cs call:filter_text(M.inspect.p_name, q) ?>
			<?cs call:filter_select("agency", M.inspect.p_agency, agencies) ?>
			<?cs call:filters_end() ?>

			<section aria-label="<?cs var:M.inspect.p_title ?>">
				<?cs if:subcount(results) ?>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.inspect.who ?></th>
								<th scope="col"><?cs var:M.inspect.kind ?></th>
								<th scope="col"><?cs var:M.inspect.p_day ?></th>
								<th scope="col"><?cs var:M.inspect.outcome ?></th>
								<th scope="col"><?cs var:M.inspect.p_rating ?></th>
							</tr>
						</thead>
						<tbody>

							<?cs each:re = results ?>
								<tr>
									<td>
										<a class="t" href="/inspections/<?cs var:re.ref ?><?cs var:Lang.qs ?>">
											<?cs var:re.name ?>
										</a>
										<br>
										<span class="small muted">
											<?cs if:re.object_id != re.ref ?>
												<span class="hash"><?cs var:re.object_id ?></span> ·
											 <?cs /if ?>
											<?cs var:re.agency_name ?>
										</span>
									</td>
									<td data-l="<?cs var:M.inspect.kind ?>"><?cs var:re.kind ?></td>
									<td class="num" data-l="<?cs var:M.inspect.p_day ?>"><?cs var:re.day ?></td>
									<td data-l="<?cs var:M.inspect.outcome ?>">
										<?cs if:re.clean ?>
											<?cs call:tag("song", re.outcome) ?>
										<?cs else ?>
											<?cs call:tag("amber", re.outcome) ?>
										<?cs /if ?>
									</td>
									<td class="num" data-l="<?cs var:M.inspect.p_rating ?>">
										<?cs if:re.score ?><?cs var:re.score ?> / 5<?cs else ?>–<?cs /if ?>
									</td>
								</tr>

							<?cs /each ?>
						</tbody>
					</table>
				<?cs else ?>
					<?cs call:empty(M.inspect.p_none, M.inspect.p_none_text) ?>
				<?cs /if ?>
				<?cs call:portal_pages() ?>
			</section>
		</div>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
