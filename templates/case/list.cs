<?cs # The list of cases.  Data: scopes, phases, cases, cases_first, cases_next. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.cases ?>
<?cs def:body() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:M.menu.cases ?></h1>
			<p class="muted"><?cs var:M.cases.order ?></p>
		</div>
		<?cs if:cases_may_clue ?>
			<p class="row"><a class="btn sec" href="/desk/register/?for=clue"><?cs var:M.home.new_clue ?></a></p>
		<?cs /if ?>
	</div>

	<form class="row panel listbar" method="get" action="/desk/cases/">
		<div class="fld">
			<label for="scope"><?cs var:M.cases.scope ?></label>
			<select class="in" id="scope" name="scope">
				<?cs each:sc = scopes ?>
					<option value="<?cs var:sc.value ?>"<?cs if:sc.on ?> selected<?cs /if ?>>
						<?cs var:sc.label ?>
					</option>
				<?cs /each ?>
			</select>
		</div>
		<div class="fld">
			<label for="phase"><?cs var:M.cases.phase ?></label>
			<select class="in" id="phase" name="phase">
				<?cs each:ph = phases ?>
					<option value="<?cs var:ph.value ?>"<?cs if:ph.on ?> selected<?cs /if ?>>
						<?cs var:ph.label ?>
					</option>
				<?cs /each ?>
			</select>
		</div>
		<button class="btn sec"><?cs var:M.cases.show ?></button>
	</form>

	<div class="panel flush pad-s">
		<?cs if:subcount(cases) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.cases.case ?></th>
						<th scope="col"><?cs var:M.cases.party ?></th>
						<th scope="col"><?cs var:M.cases.state ?></th>
						<th scope="col"><?cs var:M.cases.officers ?></th>
						<th scope="col"><?cs var:M.home.left ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:one = cases ?>
						<tr<?cs if:one.kind ?> class="<?cs var:one.kind ?>"<?cs /if ?>>
							<td>
								<a class="t" href="<?cs var:one.href ?>"><?cs var:one.title ?></a>
								<br>
								<span class="small muted"><?cs var:one.number ?>　<?cs var:one.opened_on ?></span>
							</td>
							<td data-l="<?cs var:M.cases.party ?>">
								<?cs var:one.party ?>
								<?cs if:one.cause_name ?>
									<br>
									<span class="small muted"><?cs var:one.cause_name ?></span>
								<?cs /if ?>
							</td>
							<td><?cs call:tag("dai", one.state) ?></td>
							<td data-l="<?cs var:M.cases.officers ?>">
								<?cs var:one.officers ?>
								<?cs if:one.unit_name ?>
									<br>
									<span class="small muted"><?cs var:one.unit_name ?></span>
								<?cs /if ?>
							</td>
							<td data-l="<?cs var:M.home.left ?>">
								<?cs if:one.left ?>
									<b<?cs if:one.kind == "late" ?> class="zh"<?cs /if ?>><?cs var:one.left ?></b>
									<br>
									<span class="small muted"><?cs var:one.rule ?></span>
								<?cs /if ?>
							</td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.cases.empty, M.cases.empty_text) ?>
		<?cs /if ?>
	</div>

	<?cs call:pager(cases_first, cases_next) ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
