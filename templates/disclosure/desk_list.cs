<?cs # What waits to be published or withdrawn, and what was done.  Data: tabs, list, items, items_next. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.disclosure.desk.title ?>
<?cs def:item_row(it) ?>
	<tr<?cs if:it.left_kind ?> class="<?cs var:it.left_kind ?>"<?cs /if ?>>
		<?cs if:list != "done" ?>
			<td class="nowrap">
				<?cs if:it.left ?>
					<b<?cs if:it.left_kind == "late" ?> class="zh"<?cs /if ?>><?cs var:it.left ?></b>
				<?cs else ?>
					<span class="muted"><?cs var:M.disclosure.desk.no_due ?></span>
				<?cs /if ?>
			</td>
		<?cs /if ?>
		<td>
			<a class="t" href="/desk/disclosure/<?cs var:it.track_ref ?>"><?cs var:it.party_name ?></a>
			<br>
			<span class="small muted"><?cs var:it.cause_name ?></span>
		</td>
		<td data-l="<?cs var:M.disclosure.desk.c_number ?>"><?cs var:it.number ?></td>
		<?cs if:list == "open" ?>
			<td data-l="<?cs var:M.disclosure.desk.c_spans ?>"><?cs var:it.spans ?></td>
		<?cs /if ?>
		<td data-l="<?cs if:list == "done" ?><?cs var:M.disclosure.desk.c_state ?><?cs else ?>
				<?cs var:M.disclosure.desk.c_due ?><?cs /if ?>">
			<?cs if:list == "done" ?>
				<?cs var:it.state ?>
				<?cs if:it.ended_at ?><br><span class="small muted num"><?cs var:it.ended_at ?></span><?cs /if ?>
			<?cs else ?>
				<span class="num"><?cs var:it.due ?></span>
			<?cs /if ?>
		</td>
		<td class="right nowrap">
			<a href="/desk/disclosure/<?cs var:it.track_ref ?>">
				<?cs var:it.verb ?><span class="vh"> <?cs var:it.party_name ?></span>
			</a>
		</td>
	</tr>

<?cs /def ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.disclosure.desk.title ?></h1>
		<p class="muted"><?cs var:M.disclosure.desk.lead ?></p>
	</div>

	<?cs call:tabs(tabs, M.disclosure.desk.title) ?>

	<section class="panel flush" aria-label="<?cs var:M.disclosure.desk.title ?>">

		<?cs if:subcount(items) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<?cs if:list != "done" ?>
							<th scope="col"><?cs var:M.disclosure.desk.c_left ?></th>
						<?cs /if ?>
						<th scope="col"><?cs var:M.disclosure.desk.c_party ?></th>
						<th scope="col"><?cs var:M.disclosure.desk.c_number ?></th>
						<?cs if:list == "open" ?>
							<th scope="col"><?cs var:M.disclosure.desk.c_spans ?></th>
						<?cs /if ?>
						<th scope="col">
							<?cs if:list == "done" ?>
								<?cs var:M.disclosure.desk.c_state ?>
							<?cs else ?>
								<?cs var:M.disclosure.desk.c_due ?>
							<?cs /if ?>
						</th>
						<th scope="col"><span class="vh"><?cs var:M.disclosure.desk.c_act ?></span></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:it_one = items ?><?cs call:item_row(it_one) ?><?cs /each ?>
				</tbody>
			</table>

		<?cs else ?>
			<?cs call:empty(M.disclosure.desk.none, M.disclosure.desk.none_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager("", items_next) ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
