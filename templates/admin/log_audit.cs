<?cs # Changes of master data.  Data: q, log, log_path, log_title, pages_first, pages_next. ?>
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
						<th scope="col"><?cs var:M.admin.what ?></th>
						<th scope="col"><?cs var:M.admin.subject ?></th>
						<th scope="col"><?cs var:M.admin.changes ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:en = log ?>
						<tr>
							<td class="num small muted" data-l="<?cs var:M.admin.entry ?>"><?cs var:en.id ?></td>
							<td class="num"><?cs var:en.at ?></td>
							<td><?cs call:log_who(en) ?></td>
							<td><b><?cs var:en.kind ?></b></td>
							<td data-l="<?cs var:M.admin.subject ?>"><?cs var:en.subject ?></td>
							<td class="small" data-l="<?cs var:M.admin.changes ?>">
								<?cs if:subcount(en.changes) ?>
									<ul>
										<?cs each:ch = en.changes ?>
											<li>
												<span class="muted"><?cs var:ch.label ?></span>
												 <?cs if:ch.before ?>
													<del><?cs var:ch.before ?></del>
													 →
												 <?cs /if ?>
												<?cs if:ch.after ?><?cs var:ch.after ?><?cs else ?>–<?cs /if ?>
											</li>
										<?cs /each ?>
									</ul>
								<?cs /if ?>
							</td>
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
