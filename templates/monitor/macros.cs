<?cs # Parts of the pages of alerts. ?>
<?cs # What it is about: alert. ?>
<?cs def:alert_facts() ?>
	<dl class="facts">
		<dt><?cs var:M.monitor.rule ?></dt>
		<dd><?cs var:alert.name ?> <span class="muted"><?cs var:alert.code ?></span></dd>
		<dt><?cs var:M.monitor.source ?></dt>
		<dd><?cs var:alert.source ?></dd>
		<dt><?cs var:M.monitor.about ?></dt>
		<dd>
			<?cs if:alert.subject ?>
				<a href="<?cs var:alert.subject ?>">
					<?cs if:alert.number ?><?cs var:alert.number ?><?cs else ?><?cs var:M.monitor.subject ?><?cs /if ?>
				</a>
			<?cs else ?>
				<?cs var:alert.number ?>
			<?cs /if ?>
		</dd>
		<dt><?cs var:M.monitor.whose ?></dt>
		<dd>
			<?cs var:alert.agency ?> <?cs var:alert.unit ?> <span class="muted"><?cs var:alert.duty ?></span>
		</dd>
		<?cs if:alert.event ?>
			<dt><?cs var:M.monitor.found ?></dt>
			<dd><?cs var:alert.found ?></dd>
			<dt><?cs var:M.monitor.rule_at ?></dt>
			<dd class="num"><?cs var:alert.due ?></dd>
		<?cs else ?>
			<dt><?cs var:M.monitor.due ?></dt>
			<dd class="num">
				<?cs var:alert.due ?><br>
				<b<?cs if:alert.level == "red" ?> class="zh"<?cs /if ?>><?cs var:alert.left ?></b>
			</dd>
		<?cs /if ?>
		<?cs if:alert.ended ?>
			<dt><?cs var:M.monitor.ended ?></dt>
			<dd><?cs var:alert.ended ?> <span class="num muted"><?cs var:alert.ended_at ?></span></dd>
		<?cs /if ?>
		<dt><?cs var:M.monitor.todo ?></dt>
		<dd><?cs var:alert.todo ?></dd>
	</dl>
<?cs /def ?>

<?cs # What was explained, what was answered: alert. ?>
<?cs def:alert_words() ?>
	<?cs if:alert.words ?>
		<section class="panel" aria-labelledby="h-words">
			<h2 class="h2" id="h-words"><?cs var:M.monitor.explanation ?></h2>
			<p class="lines"><?cs var:alert.words ?></p>
			<p class="small muted">
				<?cs var:alert.by ?> <span class="num"><?cs var:alert.explained ?></span>
				<?cs if:alert.promised ?>
					 · <?cs var:M.monitor.promised ?> <span class="num"><?cs var:alert.promised ?></span>
				<?cs /if ?>
			</p>
		</section>
	<?cs /if ?>
	<?cs if:alert.reply ?>
		<section class="panel" aria-labelledby="h-reply">
			<h2 class="h2" id="h-reply"><?cs var:M.monitor.reply ?></h2>
			<p class="lines"><?cs var:alert.reply ?></p>
		</section>
	<?cs /if ?>
<?cs /def ?>

<?cs # Alerts as rows. ?>
<?cs def:alert_table(table_list) ?>
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
			<?cs each:al = table_list ?>
				<tr>
					<td><?cs call:card(al.card, al.level_name) ?></td>
					<td>
						<a class="t" href="<?cs var:al.href ?>"><?cs var:al.name ?></a>
						<br>
						<span class="small muted"><?cs var:al.number ?> <?cs var:al.found ?></span>
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
<?cs /def ?>

<?cs # What it is about and what was said of it: alert. ?>
<?cs def:alert_panels() ?>
	<section class="panel" aria-labelledby="h-what">
		<h2 class="h2" id="h-what"><?cs var:M.monitor.what ?></h2>
		<?cs call:alert_facts() ?>
	</section>
	<?cs call:alert_words() ?>
<?cs /def ?>
