<?cs # Goods involved in cases.  Data: crumbs (of a case), states, keepers, asked, items, first, next, export. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.goods ?>
<?cs def:body() ?>
	<div class="ph">
		<?cs if:asked.case ?><?cs call:crumb(crumbs) ?><?cs /if ?>
		<h1><?cs var:M.menu.goods ?></h1>
		<p class="muted"><?cs var:M.goods.lead ?></p>
	</div>

	<form class="row panel listbar" method="get" action="/desk/goods/" aria-label="<?cs var:M.goods.filter ?>">
		<?cs if:asked.case ?><input type="hidden" name="case" value="<?cs var:asked.case ?>"><?cs /if ?>
		<div class="fld">
			<label for="st"><?cs var:M.goods.state ?></label>
			<select class="in" id="st" name="state">
				<option value=""><?cs var:M.goods.all ?></option>
				<?cs each:so = states ?>
					<option value="<?cs var:so.value ?>"<?cs if:so.on ?> selected<?cs /if ?>>
						<?cs var:so.label ?>
					</option>
				<?cs /each ?>
			</select>
		</div>
		<?cs if:!asked.case ?>
			<div class="fld">
				<label for="kp"><?cs var:M.goods.keeper ?></label>
				<select class="in" id="kp" name="keeper">
					<option value=""><?cs var:M.goods.all ?></option>
					<?cs each:ko = keepers ?>
						<option value="<?cs var:ko.value ?>"<?cs if:ko.on ?> selected<?cs /if ?>>
							<?cs var:ko.label ?>
						</option>
					<?cs /each ?>
				</select>
			</div>
			<div class="fld">
				<label for="nr"><?cs var:M.goods.number ?></label>
				<input class="in" id="nr" name="number" maxlength="60" value="<?cs var:asked.number ?>">
			</div>
		<?cs /if ?>
		<button class="btn sec"><?cs var:M.goods.filter ?></button>
		<a class="btn sec" href="<?cs var:export ?>"><?cs var:M.goods.export ?></a>
	</form>

	<section class="panel flush pad-s" aria-label="<?cs var:M.menu.goods ?>">
		<?cs if:subcount(items) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.goods.name ?></th>
						<th scope="col"><?cs var:M.goods.quantity ?></th>
						<th scope="col"><?cs var:M.goods.case ?></th>
						<th scope="col"><?cs var:M.goods.keeper ?></th>
						<th scope="col"><?cs var:M.goods.state ?></th>
					</tr>
				</thead>
				<tbody>
					<?cs each:it = items ?>
						<tr>
							<td>
								<a class="t" href="<?cs var:it.href ?>"><?cs var:it.name ?></a>
								<br>
								<span class="small muted">
									<span class="num"><?cs var:it.code ?></span>
									 <?cs var:it.spec ?>
								</span>
							</td>
							<td data-l="<?cs var:M.goods.quantity ?>">
								<?cs var:it.quantity ?>
								<?cs if:it.value_fen ?>
									<br>
									<span class="small muted">
										<span class="num"><?cs var:it.value_fen ?></span>
										 <?cs var:M.case.yuan ?>
									</span>
								<?cs /if ?>
							</td>
							<td data-l="<?cs var:M.goods.case ?>">
								<a href="<?cs var:it.case_href ?>"><?cs var:it.case_number ?></a>
								<br>
								<span class="small muted">
									<?cs var:it.measure ?>
									 <span class="num"><?cs var:it.from_day ?></span>
								</span>
							</td>
							<td data-l="<?cs var:M.goods.keeper ?>">
								<?cs if:it.keeper ?><?cs var:it.keeper ?><?cs else ?>—<?cs /if ?>
							</td>
							<td>
								<?cs call:tag(it.tone, it.state) ?>
								<?cs if:it.confiscated_on ?> <?cs call:tag("", M.goods.confiscated) ?><?cs /if ?>
								<?cs if:it.waits ?><br><span class="small"><?cs var:M.goods.waits ?></span><?cs /if ?>
							</td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.goods.none, M.goods.none_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(first, next) ?>
	<p class="small muted"><?cs var:M.goods.export_lead ?></p>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
