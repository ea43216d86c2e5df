<?cs # One visit.  Data: me, visit.0, items. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs include:"door/macros_door.cs" ?>
<?cs set:Page.title = visit.0.kind ?>
<?cs def:visit_facts(it) ?>
	<dl class="facts">
		<dt><?cs var:M.door.state ?></dt>
		<dd>
			<?cs call:tag(it.tone, it.stage) ?>
			<?cs if:it.emergency ?> <?cs call:tag("zhu", M.door.emergency) ?><?cs /if ?>
		</dd>
		<dt><?cs var:M.door.agency ?></dt>
		<dd>
			<?cs var:it.agency ?>
			<?cs if:it.telephone ?> <span class="num muted"><?cs var:it.telephone ?></span><?cs /if ?>
		</dd>
		<dt><?cs var:M.door.officers ?></dt>
		<dd><?cs var:it.officers ?></dd>
		<dt><?cs var:M.door.window ?></dt>
		<dd class="num"><?cs var:it.from_at ?> – <?cs var:it.to_at ?></dd>
		<?cs if:it.arrived_at ?>
			<dt><?cs var:M.door.arrived ?></dt>
			<dd class="num"><?cs var:it.arrived_at ?></dd>
		<?cs /if ?>
		<dt><?cs var:M.door.why ?></dt>
		<dd>
			<?cs if:it.reason ?><?cs var:it.reason ?><?cs else ?><?cs var:M.door.planned ?><?cs /if ?>
			<?cs if:it.basis ?><br><span class="small muted"><?cs var:it.basis ?></span><?cs /if ?>
		</dd>
		<?cs if:it.outcome ?>
			<dt><?cs var:M.door.result ?></dt>
			<dd><?cs var:it.outcome ?> <span class="num muted"><?cs var:it.told_at ?></span></dd>
		<?cs /if ?>
		<?cs if:it.nth ?>
			<dt><?cs var:M.door.nth ?></dt>
			<dd><?cs var:it.nth ?></dd>
		<?cs /if ?>
		<?cs if:it.ledger ?>
			<dt><?cs var:M.door.counted ?></dt>
			<dd>
				<?cs if:it.counted ?>
					<?cs var:M.door.counted_yes ?>
				<?cs else ?>
					<?cs var:M.door.counted_no ?>
				<?cs /if ?>
			</dd>
		<?cs /if ?>
	</dl>

<?cs /def ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<?cs call:door_crumb(visit.0.kind) ?>
		<?cs call:door_head(visit.0.kind) ?>
		<?cs call:visit_facts(visit.0) ?>
		<?cs each:rf = refused ?>
			<div class="panel pad-s2">
				<p>
					<?cs call:tag(rf.tone, rf.state) ?> <?cs var:M.door.refused_on ?>
					 <span class="num"><?cs var:rf.received_at ?></span>
				</p>
				<p><?cs var:rf.ground ?></p>
				<?cs if:rf.words ?>
					<p>
						<b><?cs var:rf.to ?></b> <span class="num muted"><?cs var:rf.decided_at ?></span>
						 · <?cs var:rf.wrong ?>
					</p>
					<p class="lines" lang="zh-CN"><?cs var:rf.words ?></p>
				<?cs else ?>
					<p class="small muted"><?cs var:M.door.refused_waits ?></p>
				<?cs /if ?>
			</div>
		<?cs /each ?>
		<?cs if:refuse.path ?>
			<p class="pad-s">
				<a class="btn sec" href="<?cs var:refuse.path ?>"><?cs var:M.door.refuse ?></a>
			</p>
		<?cs /if ?>

		<section class="pad-t" aria-labelledby="h-items">
			<h2 class="h2" id="h-items"><?cs var:M.door.items ?></h2>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.door.item ?></th>
						<th scope="col"><?cs var:M.door.result ?></th>
					</tr>
				</thead>
				<tbody>
					<?cs each:it = items ?>
						<tr>
							<td>
								<b><?cs var:it.name ?></b>
								<br>
								<span class="small muted"><?cs var:it.standard ?></span>
							</td>
							<td data-l="<?cs var:M.door.result ?>">
								<?cs if:it.answer ?>
									<?cs if:it.bad ?>
										<?cs call:tag("zhu", it.answer) ?>
									<?cs else ?>
										<?cs call:tag("song", it.answer) ?>
									<?cs /if ?>
									<?cs if:it.remedy ?><br><span class="small"><?cs var:it.remedy ?></span><?cs /if ?>
									<?cs if:it.due_on ?> <span class="num small"><?cs var:it.due_on ?></span><?cs /if ?>
								<?cs else ?>
									<span class="muted"><?cs var:M.door.not_told ?></span>
								<?cs /if ?>
							</td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
		</section>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
