<?cs # Who read personal data.  Data: q, log, log_path, log_title, meant, pages_first,
	pages_next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"admin/macros.cs" ?>
<?cs set:Page.title = log_title ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:log_title ?></h1>
		<p class="muted"><?cs var:M.admin.log_lead ?></p>
	</div>

	<?cs call:log_bar() ?>

	<?cs if:subcount(meant) ?>
		<section class="panel pad-s">
			<h2 class="h2"><?cs var:M.admin.read_meant ?></h2>
			<ul>
				<?cs each:me = meant ?>
					<li>
						<?cs call:tag("", me.kind) ?>
						 <a href="<?cs var:me.href ?>" lang="zh-CN"><?cs var:me.label ?></a>
					</li>
				<?cs /each ?>
			</ul>
			<?cs if:meant_more ?>
				<p class="small muted"><?cs var:M.admin.read_meant_more ?></p>
			<?cs /if ?>
		</section>
	<?cs /if ?>

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
						<th scope="col"><?cs var:M.admin.rows ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:en = log ?>
						<tr>
							<td class="num small muted" data-l="<?cs var:M.admin.entry ?>"><?cs var:en.id ?></td>
							<td class="num"><?cs var:en.at ?></td>
							<td><?cs call:log_who(en) ?></td>
							<td>
								<?cs if:en.refused ?>
									<?cs call:tag("amber", M.admin.read_refused) ?>
									 <?cs var:en.route ?>
								<?cs else ?>
									<b>
										<?cs if:en.route ?>
											<?cs var:en.route ?>
										<?cs else ?>
											<?cs var:en.kind ?>
										<?cs /if ?>
									</b>
								<?cs /if ?>
								<?cs if:en.query ?>
									<br>
									<span class="small"><?cs var:M.admin.read_query ?> <?cs var:en.query ?></span>
								<?cs /if ?>
							</td>
							<td data-l="<?cs var:M.admin.subject ?>">
								<?cs if:en.kind ?><?cs var:en.kind ?><?cs /if ?>
								<?cs if:en.subject ?>
									 <b lang="zh-CN"><?cs var:en.subject ?></b>
								<?cs elif:en.ref ?>
									<br>
									<span class="hash"><?cs var:en.ref ?></span>
								<?cs /if ?>
							</td>
							<td class="num" data-l="<?cs var:M.admin.rows ?>"><?cs var:en.rows ?></td>
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
