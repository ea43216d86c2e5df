<?cs # Cases shown to oneself as cards: no more than stands here, and no way to the case.  Data: cards. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.shared ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.menu.shared ?></h1>
		<p class="muted"><?cs var:M.share.cards_lead ?></p>
	</div>

	<section class="panel flush" aria-label="<?cs var:M.menu.shared ?>">
		<?cs if:subcount(cards) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.share.c_number ?></th>
						<th scope="col"><?cs var:M.share.c_agency ?></th>
						<th scope="col"><?cs var:M.share.c_cause ?></th>
						<th scope="col"><?cs var:M.share.c_state ?></th>
						<th scope="col"><?cs var:M.share.c_days ?></th>
						<th scope="col"><?cs var:M.share.time ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:ca = cards ?>
						<tr>
							<td><b><?cs var:ca.number ?></b></td>
							<td data-l="<?cs var:M.share.c_agency ?>"><?cs var:ca.agency ?></td>
							<td data-l="<?cs var:M.share.c_cause ?>">
								<?cs if:ca.cause_name ?><?cs var:ca.cause_name ?><?cs else ?>–<?cs /if ?>
							</td>
							<td data-l="<?cs var:M.share.c_state ?>"><?cs var:ca.state ?></td>
							<td class="num" data-l="<?cs var:M.share.c_days ?>">
								<?cs var:M.share.opened ?> <?cs var:ca.opened_on ?>
								<?cs if:ca.filed_on ?><br><?cs var:M.share.filed ?> <?cs var:ca.filed_on ?><?cs /if ?>
								<?cs if:ca.ended_on ?><br><?cs var:M.share.closed ?> <?cs var:ca.ended_on ?><?cs /if ?>
							</td>
							<td class="num" data-l="<?cs var:M.share.time ?>">
								<?cs var:ca.from_day ?> – <?cs var:ca.until_day ?>
							</td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.share.cards_none, M.share.cards_none_text) ?>
		<?cs /if ?>
	</section>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
