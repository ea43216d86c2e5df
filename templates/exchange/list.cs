<?cs # The systems this platform is linked with.  Data: links, may.register, pages_first, pages_next. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.link.title ?>
<?cs def:body() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:M.link.title ?></h1>
			<p class="muted"><?cs var:M.link.lead ?></p>
		</div>
		<?cs if:may.register ?>
			<p class="row"><a class="btn" href="/desk/links/new"><?cs var:M.admin.link.title ?></a></p>
		<?cs /if ?>
	</div>

	<section class="panel flush pad-s" aria-label="<?cs var:M.link.title ?>">
		<?cs if:subcount(links) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.link.system ?></th>
						<th scope="col"><?cs var:M.link.how ?></th>
						<th scope="col"><?cs var:M.link.whose ?></th>
						<th scope="col"><?cs var:M.link.last ?></th>
						<th scope="col"><?cs var:M.link.waits ?></th>
						<th scope="col"><?cs var:M.link.refused_day ?></th>
						<th scope="col"><?cs var:M.link.key_left ?></th>
						<th scope="col"><?cs var:M.admin.state ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:one = links ?>
						<tr>
							<td>
								<a class="t" href="<?cs var:one.href ?>"
										<?cs if:one.foreign ?> lang="zh-CN"<?cs /if ?>><?cs var:one.name ?></a>
								<br>
								<span class="small muted"><?cs var:one.code ?> · <?cs var:one.kind ?></span>
							</td>
							<td data-l="<?cs var:M.link.how ?>">
								<?cs var:one.way ?>
								<br>
								<span class="small muted"><?cs var:one.direction ?> · <?cs var:one.network ?></span>
							</td>
							<td data-l="<?cs var:M.link.whose ?>">
								<?cs if:one.owner || one.agency ?>
									<span lang="zh-CN"><?cs var:one.owner ?></span>
									<?cs if:one.agency ?>
										<br>
										<span class="small muted"><?cs var:one.agency ?></span>
									<?cs /if ?>
								<?cs else ?>
									<span class="muted">–</span>
								<?cs /if ?>
							</td>
							<?cs if:one.planned ?>
								<td></td>
								<td></td>
								<td></td>
								<td></td>
							<?cs else ?>
								<td class="num" data-l="<?cs var:M.link.last ?>">
									<?cs if:one.last_at ?>
										<?cs var:one.last_at ?>
									<?cs else ?>
										<span class="muted">–</span>
									<?cs /if ?>
								</td>
								<td data-l="<?cs var:M.link.waits ?>">
									<span class="num"><?cs var:one.queue ?><?cs if:one.queue_many ?>+<?cs /if ?></span>
									<?cs if:one.oldest_at ?>
										<br>
										<span class="small muted num"><?cs var:one.oldest_at ?></span>
									<?cs /if ?>
									<?cs if:one.dead > #0 ?>
										<br>
										<?cs call:tag("zhu", M.link.dead + " " + one.dead) ?>
									<?cs /if ?>
								</td>
								<td class="num" data-l="<?cs var:M.link.refused_day ?>"><?cs var:one.bad ?></td>
								<td class="num" data-l="<?cs var:M.link.key_left ?>">
									<?cs if:!one.has_key ?>
										<span class="muted">–</span>
									<?cs elif:one.key_soon ?>
										<?cs call:tag("amber", one.key_days) ?>
									<?cs else ?>
										<?cs var:one.key_days ?>
									<?cs /if ?>
								</td>
							<?cs /if ?>
							<td><?cs call:tag(one.tone, one.standing) ?></td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.link.none, "") ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(pages_first, pages_next) ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
