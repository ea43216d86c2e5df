<?cs # Requests.  Data: states, requests, first, next. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.source ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.menu.source ?></h1>
		<p class="muted"><?cs var:M.source.lead ?></p>
	</div>

	<form class="row panel listbar" method="get" action="/desk/source/" aria-label="<?cs var:M.source.filter ?>">
		<div class="fld">
			<label for="st"><?cs var:M.source.state ?></label>
			<select class="in" id="st" name="state">
				<?cs each:so = states ?>
					<option value="<?cs var:so.value ?>"<?cs if:so.on ?> selected<?cs /if ?>>
						<?cs var:so.label ?>
					</option>
				<?cs /each ?>
			</select>
		</div>
		<button class="btn sec"><?cs var:M.source.filter ?></button>
		<a class="btn" href="/desk/source/next"><?cs var:M.source.run_start ?></a>
	</form>

	<section class="panel flush pad-s" aria-label="<?cs var:M.menu.source ?>">
		<?cs if:subcount(requests) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.source.number ?></th>
						<th scope="col"><?cs var:M.source.sort ?></th>
						<th scope="col"><?cs var:M.source.subject ?></th>
						<th scope="col"><?cs var:M.source.arrived ?></th>
						<th scope="col"><?cs var:M.source.state ?></th>
					</tr>
				</thead>
				<tbody>
					<?cs each:rq = requests ?>
						<tr>
							<td><a class="t num" href="<?cs var:rq.href ?>"><?cs var:rq.number ?></a></td>
							<td data-l="<?cs var:M.source.sort ?>">
								<?cs var:rq.sort ?>
								<br>
								<span class="small muted"><?cs var:rq.who ?></span>
							</td>
							<td data-l="<?cs var:M.source.subject ?>">
								<?cs if:rq.subject ?><?cs var:rq.subject ?><?cs else ?>—<?cs /if ?>
								<br>
								<span class="small muted"><?cs var:rq.agency ?></span>
							</td>
							<td class="num" data-l="<?cs var:M.source.arrived ?>">
								<?cs var:rq.arrived ?>
								<?cs if:rq.due ?>
									<br>
									<b<?cs if:rq.late ?> class="zh"<?cs /if ?>>
										<?cs var:M.source.until ?>
										 <?cs var:rq.due ?>
									</b>
								<?cs /if ?>
							</td>
							<td>
								<?cs call:tag(rq.tone, rq.state_name) ?>
								<?cs if:rq.clue ?><br><span class="small muted"><?cs var:rq.clue ?></span><?cs /if ?>
							</td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.source.none, M.source.none_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(first, next) ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
