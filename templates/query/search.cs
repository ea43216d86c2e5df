<?cs # The desk's search.  Data: q, hits, hits_first, hits_next, asked, too_short, nothing, in_register. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.search ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.menu.search ?></h1>
		<p class="muted"><?cs var:M.query.how ?></p>
	</div>

	<form class="row panel listbar" role="search" aria-label="<?cs var:M.menu.search ?>" method="get"
			 action="/desk/search">
		<div class="fld grow">
			<label for="sq"><?cs var:M.query.q ?></label>
			<input class="in" id="sq" name="q" type="search" value="<?cs var:q ?>" autocomplete="off">
		</div>
		<button class="btn"><?cs var:M.register.search ?></button>
	</form>

	<?cs if:too_short ?>
		<div class="note amber pad-s" role="status">
			<p><?cs var:M.register.too_short ?></p>
		</div>
	<?cs /if ?>

	<?cs if:asked ?>
		<section class="panel flush pad-s" aria-label="<?cs var:M.register.results ?>">
			<?cs if:subcount(hits) ?>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.cases.case ?></th>
							<th scope="col"><?cs var:M.cases.state ?></th>
							<th scope="col"><?cs var:M.query.agency ?></th>
							<th scope="col"><?cs var:M.register.opened ?></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:one = hits ?>
							<tr>
								<td>
									<a class="t" href="<?cs var:one.href ?>"><?cs var:one.title ?></a>
									<br>
									<span class="small muted"><?cs var:one.number ?></span>
								</td>
								<td><?cs call:tag("dai", one.state) ?></td>
								<td data-l="<?cs var:M.query.agency ?>"><?cs var:one.agency ?></td>
								<td class="num" data-l="<?cs var:M.register.opened ?>"><?cs var:one.day ?></td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			<?cs else ?>
				<?cs call:empty(nothing, M.query.nothing_text) ?>
			<?cs /if ?>
		</section>

		<?cs call:pager(hits_first, hits_next) ?>
		<p class="pad-s"><a href="<?cs var:in_register ?>"><?cs var:M.query.in_register ?></a></p>
	<?cs /if ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
