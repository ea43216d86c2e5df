<?cs # Parts of the pages of programmes. ?>
<?cs # The year of a list: years, action. ?>
<?cs def:year_bar(year_action) ?>
	<form class="row panel listbar" method="get" action="<?cs var:year_action ?>"
			 aria-label="<?cs var:M.joint.filter ?>">
		<div class="fld">
			<label for="yr"><?cs var:M.joint.year ?></label>
			<select class="in" id="yr" name="year">
				<?cs each:yo = years ?>
					<option value="<?cs var:yo.value ?>"<?cs if:yo.on ?> selected<?cs /if ?>>
						<?cs var:yo.label ?>
					</option>
				<?cs /each ?>
			</select>
		</div>
		<button class="btn sec"><?cs var:M.joint.filter ?></button>
	</form>
<?cs /def ?>

<?cs # Lines of the agency's own programme: lines, writes. ?>
<?cs def:line_table(line_rows, line_writes) ?>
	<table class="ledger fold">
		<thead>
			<tr>
				<th scope="col"><?cs var:M.joint.n ?></th>
				<th scope="col"><?cs var:M.joint.item ?></th>
				<th scope="col"><?cs var:M.joint.whom ?></th>
				<th scope="col"><?cs var:M.joint.window ?></th>
				<th scope="col"><?cs var:M.joint.visits ?></th>
				<?cs if:line_writes ?>
					<th scope="col"><?cs var:M.joint.edit ?></th>
				<?cs /if ?>
			</tr>
		</thead>
		<tbody>
			<?cs each:ln = line_rows ?>
				<tr>
					<td class="num" data-l="<?cs var:M.joint.n ?>"><?cs var:ln.n ?></td>
					<td data-l="<?cs var:M.joint.item ?>">
						<b><?cs var:ln.name ?></b>
						<br>
						<span class="hash"><?cs var:ln.code ?></span>
						<?cs if:ln.campaign ?>
							<br>
							<?cs call:tag("", M.joint.campaign) ?>
							<span class="small muted" lang="zh-CN"><?cs var:ln.campaign ?></span>
						<?cs /if ?>
						<?cs if:ln.unannounced ?>
							<br>
							<?cs call:tag("amber", M.joint.unannounced) ?>
						<?cs /if ?>
					</td>
					<td data-l="<?cs var:M.joint.whom ?>">
						<?cs var:ln.firms ?>
						<?cs if:ln.named ?>
							<?cs if:ln.firms ?><br><?cs /if ?>
							<span class="small muted"><?cs var:ln.named ?></span>
						<?cs /if ?>
					</td>
					<td class="num" data-l="<?cs var:M.joint.window ?>">
						<?cs var:ln.from_on ?> – <?cs var:ln.to_on ?>
					</td>
					<td class="num" data-l="<?cs var:M.joint.visits ?>">
						<?cs var:ln.visits ?>
						<?cs if:ln.stands ?>
							<br>
							<span class="small muted">
								<?cs var:M.joint.used ?> <?cs var:ln.stands ?> / <?cs var:ln.done ?>
							</span>
						<?cs /if ?>
					</td>
					<?cs if:line_writes ?>
						<td>
							<?cs if:ln.alter ?>
								<a href="<?cs var:ln.alter ?>"
										 aria-label="<?cs var:M.joint.act_alter ?> <?cs var:ln.n ?>">
									<?cs var:M.joint.alter ?></a>
								 <a href="<?cs var:ln.remove ?>"
										 aria-label="<?cs var:M.joint.act_remove ?> <?cs var:ln.n ?>">
									<?cs var:M.joint.remove ?></a>
							<?cs /if ?>
						</td>
					<?cs /if ?>
				</tr>
			<?cs /each ?>
		</tbody>
	</table>
<?cs /def ?>
