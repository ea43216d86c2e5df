<?cs # Visits that firms refused.  Data: years, year, counts (for who leads or supervises), rows, first, next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"joint/macros.cs" ?>
<?cs set:Page.title = M.joint.refused ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/joint/"><?cs var:M.menu.joint ?></a></li>
			<li aria-current="page"><?cs var:M.joint.refused ?></li>
		</ol>
	</nav>

	<div class="ph">
		<h1><?cs var:M.joint.refused ?></h1>
		<p class="muted"><?cs var:M.joint.refused_lead ?></p>
	</div>

	<?cs if:subcount(counts) ?>
		<?cs call:year_bar("/desk/joint/refused/") ?>
		<section class="panel flush pad-s" aria-labelledby="h-counts">
			<h2 class="h2" id="h-counts"><?cs var:year ?> <?cs var:M.joint.refused_counts ?></h2>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.joint.agency ?></th>
						<th scope="col"><?cs var:M.joint.f_state_open ?></th>
						<th scope="col"><?cs var:M.joint.f_state_goes_on ?></th>
						<th scope="col"><?cs var:M.joint.f_state_stopped ?></th>
						<th scope="col"><?cs var:M.joint.f_wrong_agency ?></th>
						<th scope="col"><?cs var:M.joint.f_wrong_firm ?></th>
						<th scope="col"><?cs var:M.joint.f_wrong_nobody ?></th>
					</tr>
				</thead>
				<tbody>
					<?cs each:co = counts ?>
						<tr>
							<td><?cs var:co.agency ?></td>
							<td class="num" data-l="<?cs var:M.joint.f_state_open ?>"><?cs var:co.open ?></td>
							<td class="num" data-l="<?cs var:M.joint.f_state_goes_on ?>"><?cs var:co.goes_on ?></td>
							<td class="num" data-l="<?cs var:M.joint.f_state_stopped ?>"><?cs var:co.stopped ?></td>
							<td class="num" data-l="<?cs var:M.joint.f_wrong_agency ?>"><?cs var:co.wrong_agency ?></td>
							<td class="num" data-l="<?cs var:M.joint.f_wrong_firm ?>"><?cs var:co.firm ?></td>
							<td class="num" data-l="<?cs var:M.joint.f_wrong_nobody ?>"><?cs var:co.nobody ?></td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
		</section>
	<?cs /if ?>

	<section class="panel flush pad-s" aria-label="<?cs var:M.joint.refused ?>">
		<?cs if:subcount(rows) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.joint.firm ?></th>
						<th scope="col"><?cs var:M.joint.agency ?></th>
						<th scope="col"><?cs var:M.joint.f_ground ?></th>
						<th scope="col"><?cs var:M.joint.f_received ?></th>
						<th scope="col"><?cs var:M.joint.state ?></th>
					</tr>
				</thead>
				<tbody>
					<?cs each:rf = rows ?>
						<tr>
							<td><a class="t" href="<?cs var:rf.href ?>"><?cs var:rf.firm ?></a></td>
							<td data-l="<?cs var:M.joint.agency ?>"><?cs var:rf.agency ?></td>
							<td data-l="<?cs var:M.joint.f_ground ?>"><?cs var:rf.ground ?></td>
							<td class="num" data-l="<?cs var:M.joint.f_received ?>"><?cs var:rf.received ?></td>
							<td>
								<?cs call:tag(rf.tone, rf.state_name) ?>
								<?cs if:rf.due ?>
									<br>
									<b class="num small<?cs if:rf.late ?> zh<?cs /if ?>">
										<?cs var:M.joint.f_due ?> <?cs var:rf.due ?>
									</b>
								<?cs /if ?>
							</td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.joint.refused_none, M.joint.refused_none_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(first, next) ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
