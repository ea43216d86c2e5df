<?cs # The rows behind a number.  Data: figure, asked, total, narrow, back, rows, pages_first, pages_next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"figure/macros.cs" ?>
<?cs set:Page.title = figure.name ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="<?cs var:back ?>"><?cs var:M.menu.figures ?></a></li>
			<li aria-current="page"><?cs var:figure.name ?></li>
		</ol>
	</nav>

	<div class="ph">
		<h1>
			<?cs var:figure.name ?> <span class="num"><?cs var:total.value ?></span>
			<?cs if:figure.fen ?><small><?cs var:M.figure.yuan ?></small><?cs /if ?>
		</h1>
		<p class="muted">
			<span class="num"><?cs var:asked.from ?></span> – <span class="num"><?cs var:asked.to ?></span>
			 · <?cs var:M.figure.rows ?> <span class="num"><?cs var:total.n ?></span>
		</p>
	</div>
	<?cs call:figure_narrow(narrow) ?>

	<section class="panel flush" aria-label="<?cs var:figure.name ?>">
		<?cs if:subcount(rows) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.figure.about ?></th>
						<th scope="col"><?cs var:M.figure.day ?></th>
						<th scope="col"><?cs var:M.figure.by.agency ?></th>
						<th scope="col"><?cs var:M.figure.by.district ?></th>
						<th scope="col"><?cs var:M.figure.by.trade ?></th>
						<th scope="col"><?cs var:M.figure.by.cause ?></th>
						<?cs if:figure.fen ?>
							<th scope="col" class="right"><?cs var:M.figure.yuan ?></th>
						<?cs /if ?>
					</tr>
				</thead>
				<tbody>

					<?cs each:ro = rows ?>
						<tr>
							<td>
								<?cs if:ro.href ?>
									<a href="<?cs var:ro.href ?>" lang="zh-CN">
										<?cs var:ro.title ?>
									</a>
									<?cs if:ro.number ?>
										<br>
										<span class="hash"><?cs var:ro.number ?></span>
									<?cs /if ?>
								<?cs else ?>
									<span class="muted"><?cs var:M.figure.not_yours ?></span>
								<?cs /if ?>
							</td>
							<td class="num" data-l="<?cs var:M.figure.day ?>"><?cs var:ro.day ?></td>
							<td data-l="<?cs var:M.figure.by.agency ?>"><?cs var:ro.agency ?></td>
							<td data-l="<?cs var:M.figure.by.district ?>">
								<?cs if:ro.district ?><?cs var:ro.district ?><?cs else ?>–<?cs /if ?>
							</td>
							<td class="num" data-l="<?cs var:M.figure.by.trade ?>">
								<?cs if:ro.trade ?><?cs var:ro.trade ?><?cs else ?>–<?cs /if ?>
							</td>
							<td data-l="<?cs var:M.figure.by.cause ?>">
								<?cs if:ro.cause ?><?cs var:ro.cause ?><?cs else ?>–<?cs /if ?>
							</td>
							<?cs if:figure.fen ?>
								<td class="right num" data-l="<?cs var:M.figure.yuan ?>"><?cs var:ro.amount ?></td>
							<?cs /if ?>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.figure.nothing, M.figure.nothing_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(pages_first, pages_next) ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
