<?cs # A firm's visits of a year.  Data: crumbs, firm, year, years, visits. ?>
<?cs include:"macros.cs" ?>
<?cs include:"joint/macros.cs" ?>
<?cs set:Page.title = M.joint.ledger ?>
<?cs def:visit_table() ?>
	<table class="ledger fold">
		<thead>
			<tr>
				<th scope="col"><?cs var:M.joint.day ?></th>
				<th scope="col"><?cs var:M.joint.agency ?></th>
				<th scope="col"><?cs var:M.joint.what ?></th>
				<th scope="col"><?cs var:M.joint.count ?></th>
				<th scope="col"><?cs var:M.joint.state ?></th>
			</tr>
		</thead>
		<tbody>
			<?cs each:vs = visits ?>
				<tr>
					<td class="num" data-l="<?cs var:M.joint.day ?>"><?cs var:vs.day ?></td>
					<td data-l="<?cs var:M.joint.agency ?>"><b><?cs var:vs.agency ?></b></td>
					<td data-l="<?cs var:M.joint.what ?>">
						<?cs var:vs.kind ?>
						<?cs if:vs.joint ?><?cs call:tag("dai", M.inspect.kind_joint) ?><?cs /if ?>
						<br>
						<span class="hash small"><?cs var:vs.items ?></span>
					</td>
					<td class="num" data-l="<?cs var:M.joint.count ?>">
						<?cs if:vs.nth ?>
							<b<?cs if:vs.over ?> class="zh"<?cs /if ?>><?cs var:vs.nth ?></b>
						<?cs else ?>
							<?cs var:M.joint.uncounted ?>
						<?cs /if ?>
					</td>
					<td>
						<?cs if:vs.done ?>
							<?cs call:tag("song", M.joint.visited) ?>
						<?cs else ?>
							<?cs call:tag("amber", M.joint.to_come) ?>
						<?cs /if ?>
					</td>
				</tr>
			<?cs /each ?>
		</tbody>
	</table>
<?cs /def ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph">
		<h1><?cs var:firm.name ?></h1>
		<p class="muted"><?cs var:M.joint.ledger_lead ?></p>
	</div>

	<?cs call:year_bar(firm.path) ?>

	<section class="panel flush pad-s" aria-labelledby="h-ledger">
		<h2 class="h2" id="h-ledger"><?cs var:M.joint.ledger ?> <small class="num"><?cs var:year ?></small></h2>
		<?cs if:subcount(visits) ?>
			<?cs call:visit_table() ?>
		<?cs else ?>
			<?cs call:empty(M.joint.ledger_none, "") ?>
		<?cs /if ?>
	</section>

	<?cs if:subcount(wishes) ?>
		<section class="panel pad-s2" aria-labelledby="h-wishes">
			<h2 class="h2" id="h-wishes"><?cs var:M.joint.wishes ?></h2>
			<ul>
				<?cs each:wi = wishes ?>
					<li>
						<?cs var:wi.kind ?> <span class="num"><?cs var:wi.from_on ?> – <?cs var:wi.to_on ?></span>
					</li>
				<?cs /each ?>
			</ul>
		</section>
	<?cs /if ?>

	<?cs if:proposal.lines ?>
		<section class="panel flush pad-s2" aria-labelledby="h-proposal">
			<h2 class="h2" id="h-proposal"><?cs var:M.joint.proposal ?></h2>
			<?cs if:proposal.why ?>
				<p class="pad-s"><?cs call:tag("zhu", M.joint.proposal_none) ?> <?cs var:proposal.why ?></p>
			<?cs else ?>
				<p class="muted pad-s"><?cs var:proposal.says ?></p>
			<?cs /if ?>
			<?cs if:subcount(proposed) ?>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.joint.proposal_day ?></th>
							<th scope="col"><?cs var:M.joint.agency ?></th>
							<th scope="col"><?cs var:M.joint.item ?></th>
						</tr>
					</thead>
					<tbody>
						<?cs each:pv = proposed ?>
							<tr>
								<td class="num" data-l="<?cs var:M.joint.proposal_day ?>"><?cs var:pv.day ?></td>
								<td data-l="<?cs var:M.joint.agency ?>"><b><?cs var:pv.agencies ?></b></td>
								<td data-l="<?cs var:M.joint.item ?>"><?cs var:pv.items ?></td>
							</tr>
						<?cs /each ?>
					</tbody>
				</table>
			<?cs /if ?>
		</section>
	<?cs /if ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
