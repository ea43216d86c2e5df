<?cs # review/queue.cs - what waits for review, was returned, was done ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.review.queue ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.review.queue ?></h1>
	</div>

	<nav class="tabs" aria-label="<?cs var:M.review.queue ?>">
		<a href="/desk/reviews/"<?cs if:reviews_state == "open" ?> aria-current="page"<?cs /if ?>>
			<?cs var:M.review.state_open ?>
		</a>
		<a href="/desk/reviews/?state=back"<?cs if:reviews_state == "back" ?> aria-current="page"<?cs /if ?>>
			<?cs var:M.review.state_back ?>
		</a>
		<a href="/desk/reviews/?state=done"<?cs if:reviews_state == "done" ?> aria-current="page"<?cs /if ?>>
			<?cs var:M.review.state_done ?>
		</a>
	</nav>

	<section class="panel flush">

		<?cs if:subcount(reviews) > #0 ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.review.left ?></th>
						<th scope="col"><?cs var:M.review.case ?></th>
						<th scope="col"><?cs var:M.review.kind ?></th>
						<th scope="col"><?cs var:M.review.from ?></th>
						<th scope="col">
							<?cs if:is_open ?>
								<?cs var:M.review.submitted ?>
							<?cs else ?>
								<?cs var:M.review.result ?>
							<?cs /if ?>
						</th>
					</tr>
				</thead>
				<tbody>

					<?cs each:q = reviews ?>
						<tr<?cs if:q.left_kind ?> class="<?cs var:q.left_kind ?>"<?cs /if ?>>
							<td class="nowrap"><b><?cs var:q.left ?></b></td>
							<td>
								<?cs if:is_open ?>
									<a class="t" href="<?cs var:q.href ?>"><?cs var:q.title ?></a>
								<?cs else ?>
									<b><?cs var:q.title ?></b>
								<?cs /if ?>
								<br>
								<span class="small muted">
									<?cs var:q.number ?><?cs if:q.party ?> · <?cs var:q.party ?><?cs /if ?>
								</span>
							</td>
							<td><?cs var:q.kind_name ?></td>
							<td><?cs var:q.unit_name ?> <?cs var:q.submitter ?></td>
							<td class="num">
								<?cs if:is_open ?><?cs var:q.submitted ?><?cs else ?><?cs var:q.opinion ?><?cs /if ?>
							</td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.review.none, M.review.none_more) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager("", reviews_next) ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
