<?cs # Alerts.  Data: states, alerts, wall, first, next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"monitor/macros.cs" ?>
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
			<?cs call:alert_table(alerts) ?>
		<?cs else ?>
			<?cs call:empty(M.monitor.none, M.monitor.none_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(first, next) ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
