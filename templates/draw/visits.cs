<?cs # draw/visits.cs - the officer's visits of draws.  Data: visits, visits_first, visits_next. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.draw.visits ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.draw.visits ?></h1>
	</div>

	<section class="panel flush">
		<?cs if:subcount(visits) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.draw.c_object ?></th>
						<th scope="col"><?cs var:M.draw.c_draw ?></th>
						<th scope="col"><?cs var:M.draw.c_state ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:vi = visits ?>
						<tr>
							<td>
								<a class="t" href="/desk/visits/<?cs var:vi.ref ?>"><?cs var:vi.name ?></a>
								<br>
								<span class="small muted"><?cs var:vi.object_id ?></span>
							</td>
							<td data-l="<?cs var:M.draw.c_draw ?>"><?cs var:vi.title ?></td>
							<td data-l="<?cs var:M.draw.c_state ?>">
								<?cs if:vi.to_sign ?>
									<?cs call:tag("amber", M.draw.visit_yours) ?>
								<?cs else ?>
									<?cs var:vi.state_name ?>
								<?cs /if ?>
							</td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.draw.visits_none, M.draw.visits_none_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(visits_first, visits_next) ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
