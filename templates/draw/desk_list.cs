<?cs # draw/desk_list.cs - the agency's draws, the newest first ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.draw.list_title ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.draw.list_title ?></h1>
	</div>

	<section class="panel flush">

		<?cs if:subcount(draws) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.draw.c_draw ?></th>
						<th scope="col"><?cs var:M.draw.c_state ?></th>
						<th scope="col"><?cs var:M.draw.c_grade ?></th>
						<th scope="col"><?cs var:M.draw.c_size ?></th>
						<th scope="col"><?cs var:M.draw.reveal_by ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:one = draws ?>
						<tr>
							<td>
								<a class="t" href="/desk/draws/<?cs var:one.draw_id ?>"><?cs var:one.title ?></a>
								<br>
								<span class="small muted"><?cs var:one.draw_id ?></span>
							</td>
							<td data-l="<?cs var:M.draw.c_state ?>"><?cs var:one.state ?></td>
							<td data-l="<?cs var:M.draw.c_grade ?>"><?cs var:one.grade ?></td>
							<td class="num" data-l="<?cs var:M.draw.c_size ?>">
								<?cs var:one.quota ?> / <?cs var:one.pool ?>
							</td>
							<td class="num" data-l="<?cs var:M.draw.reveal_by ?>"><?cs var:one.reveal_by ?></td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.draw.none, M.draw.none_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager("", draws_next) ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
