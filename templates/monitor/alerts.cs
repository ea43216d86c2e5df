<?cs # Alerts.  Data: states, list, alerts, wall, first, next. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.alerts ?>
<?cs def:body() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:M.menu.alerts ?></h1>
			<p class="muted"><?cs var:M.monitor.lead ?></p>
		</div>
		<?cs if:wall ?>
			<p class="row"><a class="btn sec" href="/desk/wall/"><?cs var:M.menu.wall ?></a></p>
		<?cs /if ?>
	</div>

	<form class="row panel listbar" method="get" action="/desk/alerts/" aria-label="<?cs var:M.monitor.filter ?>">
		<div class="fld">
			<label for="st"><?cs var:M.monitor.state ?></label>
			<select class="in" id="st" name="state">
				<?cs each:so = states ?>
					<option value="<?cs var:so.value ?>"<?cs if:so.on ?> selected<?cs /if ?>>
						<?cs var:so.label ?>
					</option>
				<?cs /each ?>
			</select>
		</div>
		<button class="btn sec"><?cs var:M.monitor.filter ?></button>
	</form>

	<section class="panel flush pad-s" aria-label="<?cs var:M.menu.alerts ?>">
		<?cs if:subcount(alerts) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.monitor.level ?></th>
						<th scope="col"><?cs var:M.monitor.rule ?></th>
						<th scope="col"><?cs var:M.monitor.whose ?></th>
						<th scope="col"><?cs var:M.monitor.due ?></th>
						<th scope="col"><?cs var:M.monitor.state ?></th>
					</tr>
				</thead>
				<tbody>
					<?cs each:al = alerts ?>
						<tr>
							<td><?cs call:card(al.card, al.level_name) ?></td>
							<td>
								<a class="t" href="<?cs var:al.href ?>"><?cs var:al.name ?></a>
								<br>
								<span class="small muted"><?cs var:al.number ?></span>
							</td>
							<td data-l="<?cs var:M.monitor.whose ?>">
								<?cs var:al.agency ?>
								<br>
								<span class="small muted"><?cs var:al.unit ?></span>
							</td>
							<td class="num" data-l="<?cs var:M.monitor.due ?>">
								<?cs var:al.due ?>
								<br>
								<b<?cs if:al.level == "red" ?> class="zh"<?cs /if ?>><?cs var:al.left ?></b>
							</td>
							<td>
								<?cs call:tag(al.tone, al.state_name) ?>
								<br>
								<span class="small muted"><?cs var:al.ended ?></span>
							</td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.monitor.none, M.monitor.none_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(first, next) ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
