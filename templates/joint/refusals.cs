<?cs # Visits that were not made one, by agency and each.  Data: year, years, counts, rows, first, next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"joint/macros.cs" ?>
<?cs set:Page.title = M.joint.refusals ?>
<?cs def:count_table() ?>
	<table class="ledger fold">
		<thead>
			<tr>
				<th scope="col"><?cs var:M.joint.agency ?></th>
				<th scope="col"><?cs var:M.joint.refusal_offer ?></th>
				<th scope="col"><?cs var:M.joint.refusal_invitation ?></th>
				<th scope="col"><?cs var:M.joint.refusal_unanswered ?></th>
			</tr>
		</thead>
		<tbody>
			<?cs each:ct = counts ?>
				<tr>
					<td><b><?cs var:ct.agency ?></b></td>
					<td class="num" data-l="<?cs var:M.joint.refusal_offer ?>"><?cs var:ct.offers ?></td>
					<td class="num" data-l="<?cs var:M.joint.refusal_invitation ?>">
						<?cs var:ct.invitations ?>
					</td>
					<td class="num" data-l="<?cs var:M.joint.refusal_unanswered ?>">
						<?cs var:ct.unanswered ?>
					</td>
				</tr>
			<?cs /each ?>
		</tbody>
	</table>
<?cs /def ?>
<?cs def:refusal_table() ?>
	<table class="ledger fold">
		<thead>
			<tr>
				<th scope="col"><?cs var:M.joint.at ?></th>
				<th scope="col"><?cs var:M.joint.agency ?></th>
				<th scope="col"><?cs var:M.joint.what ?></th>
				<th scope="col"><?cs var:M.joint.firm ?></th>
				<th scope="col"><?cs var:M.joint.v_ground ?></th>
			</tr>
		</thead>
		<tbody>
			<?cs each:rw = rows ?>
				<tr>
					<td class="num" data-l="<?cs var:M.joint.at ?>"><?cs var:rw.at ?></td>
					<td data-l="<?cs var:M.joint.agency ?>"><?cs var:rw.agency ?></td>
					<td data-l="<?cs var:M.joint.what ?>">
						<?cs var:rw.kind ?>
						<?cs if:rw.other ?>
							<br>
							<span class="small muted"><?cs var:M.joint.v_from ?> <?cs var:rw.other ?></span>
						<?cs /if ?>
					</td>
					<td data-l="<?cs var:M.joint.firm ?>"><?cs var:rw.firm ?></td>
					<td data-l="<?cs var:M.joint.v_ground ?>">
						<?cs if:rw.ground ?><?cs var:rw.ground ?><?cs else ?>–<?cs /if ?>
					</td>
				</tr>
			<?cs /each ?>
		</tbody>
	</table>
<?cs /def ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/joint/"><?cs var:M.menu.joint ?></a></li>
			<li aria-current="page"><?cs var:M.joint.refusals ?></li>
		</ol>
	</nav>

	<div class="ph">
		<h1><?cs var:M.joint.refusals ?> <span class="num"><?cs var:year ?></span></h1>
		<p class="muted"><?cs var:M.joint.refusals_lead ?></p>
	</div>

	<?cs call:year_bar("/desk/joint/refusals") ?>

	<?cs if:subcount(counts) ?>
		<section class="panel flush pad-s" aria-labelledby="h-counts">
			<h2 class="h2" id="h-counts"><?cs var:M.joint.by_agency ?></h2>
			<?cs call:count_table() ?>
		</section>
		<section class="panel flush pad-s" aria-labelledby="h-rows">
			<h2 class="h2" id="h-rows"><?cs var:M.joint.each_one ?></h2>
			<?cs call:refusal_table() ?>
		</section>
		<?cs call:pager(first, next) ?>
	<?cs else ?>
		<section class="panel"><?cs call:empty(M.joint.refusals_none, "") ?></section>
	<?cs /if ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
