<?cs # Tasks of random checks.  Data: states, tasks, may_write, pages_first, pages_next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"spotcheck/macros.cs" ?>
<?cs set:Page.title = M.menu.spot_tasks ?>
<?cs def:body() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:M.menu.spot_tasks ?></h1>
			<p class="muted"><?cs var:M.spot.tasks_lead ?></p>
		</div>
		<?cs if:may_write ?>
			<p class="row"><a class="btn" href="/desk/spotcheck/tasks/new"><?cs var:M.admin.spot_task.title ?></a></p>
		<?cs /if ?>
	</div>

	<form class="row panel listbar" method="get" action="/desk/spotcheck/tasks/"
			 aria-label="<?cs var:M.admin.filter ?>">
		<?cs call:spot_select("st", "state", M.admin.state, states) ?>
		<button class="btn sec"><?cs var:M.admin.filter ?></button>
	</form>

	<section class="panel flush pad-s" aria-label="<?cs var:M.menu.spot_tasks ?>">
		<?cs if:subcount(tasks) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.spot.task ?></th>
						<th scope="col"><?cs var:M.admin.agency ?></th>
						<th scope="col"><?cs var:M.spot.pool ?></th>
						<th scope="col"><?cs var:M.spot.quota ?></th>
						<th scope="col"><?cs var:M.field.reveal_by ?></th>
						<th scope="col"><?cs var:M.admin.state ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:ta = tasks ?>
						<tr>
							<td>
								<a class="t" href="<?cs var:ta.href ?>"><?cs var:ta.title ?></a>
								<br>
								<span class="hash"><?cs var:ta.draw_id ?></span>
							</td>
							<td data-l="<?cs var:M.admin.agency ?>"><?cs var:ta.agency ?></td>
							<td class="num" data-l="<?cs var:M.spot.pool ?>">
								<?cs if:ta.pool ?><?cs var:ta.pool ?><?cs else ?>–<?cs /if ?>
							</td>
							<td class="num" data-l="<?cs var:M.spot.quota ?>">
								<?cs if:ta.quota ?><?cs var:ta.quota ?><?cs else ?>–<?cs /if ?>
							</td>
							<td class="num" data-l="<?cs var:M.field.reveal_by ?>"><?cs var:ta.reveal_by ?></td>
							<td><?cs call:tag(ta.tone, ta.state) ?></td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.spot.no_tasks, M.spot.no_tasks_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(pages_first, pages_next) ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
