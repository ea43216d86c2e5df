<?cs # Who signed in, and who tried.  Data: q, log, log_path, log_title, pages_first, pages_next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"admin/macros.cs" ?>
<?cs set:Page.title = log_title ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:log_title ?></h1>
		<p class="muted"><?cs var:M.admin.log_lead ?></p>
	</div>

	<?cs call:log_bar() ?>

	<section class="panel flush pad-s" aria-label="<?cs var:log_title ?>">
		<?cs if:subcount(log) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.admin.entry ?></th>
						<th scope="col"><?cs var:M.me.at ?></th>
						<th scope="col"><?cs var:M.admin.who ?></th>
						<th scope="col"><?cs var:M.me.result ?></th>
						<th scope="col"><?cs var:M.me.remote ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:en = log ?>
						<tr>
							<td class="num small muted" data-l="<?cs var:M.admin.entry ?>"><?cs var:en.id ?></td>
							<td class="num"><?cs var:en.at ?></td>
							<td><?cs call:log_who(en) ?></td>
							<td>
								<?cs if:en.bad ?>
									<?cs call:tag("amber", en.outcome) ?>
								<?cs else ?>
									<?cs var:en.outcome ?>
								<?cs /if ?>
							</td>
							<td class="num" data-l="<?cs var:M.me.remote ?>"><?cs var:en.remote ?></td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.admin.no_entries, M.admin.no_entries_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(pages_first, pages_next) ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
