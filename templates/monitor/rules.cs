<?cs # The rules of today.  Data: rules. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.rules ?>
<?cs def:rule_row(ru) ?>
	<tr>
		<td><?cs call:card(ru.card, ru.level) ?></td>
		<td>
			<a class="t" href="<?cs var:ru.href ?>"><?cs var:ru.name ?></a>
			<br>
			<span class="small muted"><?cs var:ru.code ?> <?cs var:ru.key ?></span>
		</td>
		<td data-l="<?cs var:M.monitor.rule_watches ?>">
			<?cs if:ru.asks ?><?cs var:M.monitor.rule_events ?><?cs else ?><?cs var:M.monitor.rule_clock ?><?cs /if ?>
		</td>
		<td class="num" data-l="<?cs var:M.monitor.rule_n ?>">
			<?cs if:ru.asks ?><?cs var:ru.n ?><?cs else ?><?cs var:ru.warn_n ?> <?cs var:ru.unit ?><?cs /if ?>
		</td>
		<td>
			<?cs if:ru.muted_to ?>
				<?cs call:tag("zhu", M.monitor.rule_muted) ?>
				 <span class="num small"><?cs var:ru.muted_to ?></span>
			<?cs elif:ru.since ?>
				<?cs call:tag("dai", M.monitor.rule_own) ?>
				 <span class="num small"><?cs var:ru.since ?></span>
			<?cs /if ?>
		</td>
	</tr>
<?cs /def ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.menu.rules ?></h1>
		<p class="muted"><?cs var:M.monitor.rules_lead ?></p>
	</div>

	<section class="panel flush pad-s" aria-label="<?cs var:M.menu.rules ?>">
		<table class="ledger fold">
			<thead>
				<tr>
					<th scope="col"><?cs var:M.monitor.level ?></th>
					<th scope="col"><?cs var:M.monitor.rule ?></th>
					<th scope="col"><?cs var:M.monitor.rule_watches ?></th>
					<th scope="col"><?cs var:M.monitor.rule_n ?></th>
					<th scope="col"><?cs var:M.monitor.state ?></th>
				</tr>
			</thead>
			<tbody>
				<?cs each:ru = rules ?><?cs call:rule_row(ru) ?><?cs /each ?>
			</tbody>
		</table>
	</section>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
