<?cs # Invitations to one visit of several agencies.  Data: ways, invitations, may_count, first, next. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.joint ?>
<?cs def:body() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:M.menu.joint ?></h1>
			<p class="muted"><?cs var:M.joint.v_lead ?></p>
		</div>
		<?cs if:may_count ?>
			<p class="row"><a class="btn sec" href="/desk/joint/refusals"><?cs var:M.joint.refusals ?></a></p>
		<?cs /if ?>
		<p class="row"><a class="btn sec" href="/desk/joint/calendar"><?cs var:M.joint.calendar ?></a></p>
		<p class="row"><a class="btn sec" href="/desk/joint/refused/"><?cs var:M.joint.refused ?></a></p>
	</div>

	<form class="row panel listbar" method="get" action="/desk/joint/" aria-label="<?cs var:M.joint.filter ?>">
		<div class="fld">
			<label for="wy"><?cs var:M.joint.way ?></label>
			<select class="in" id="wy" name="way">
				<?cs each:wo = ways ?>
					<option value="<?cs var:wo.value ?>"<?cs if:wo.on ?> selected<?cs /if ?>>
						<?cs var:wo.label ?>
					</option>
				<?cs /each ?>
			</select>
		</div>
		<button class="btn sec"><?cs var:M.joint.filter ?></button>
	</form>

	<section class="panel flush pad-s" aria-label="<?cs var:M.menu.joint ?>">
		<?cs if:subcount(invitations) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.joint.firm ?></th>
						<th scope="col"><?cs var:M.joint.v_from ?></th>
						<th scope="col"><?cs var:M.joint.v_to ?></th>
						<th scope="col"><?cs var:M.joint.window ?></th>
						<th scope="col"><?cs var:M.joint.state ?></th>
					</tr>
				</thead>
				<tbody>
					<?cs each:iv = invitations ?>
						<tr>
							<td>
								<a class="t" href="<?cs var:iv.href ?>"><?cs var:iv.firm ?></a>
								<br>
								<span class="small muted"><?cs var:iv.items ?></span>
							</td>
							<td data-l="<?cs var:M.joint.v_from ?>"><?cs var:iv.agency ?></td>
							<td data-l="<?cs var:M.joint.v_to ?>"><?cs var:iv.to ?></td>
							<td class="num" data-l="<?cs var:M.joint.window ?>">
								<?cs var:iv.from ?>
								<br>
								<?cs var:iv.until ?>
							</td>
							<td>
								<?cs call:tag(iv.tone, iv.state_name) ?>
								<?cs if:iv.due ?>
									<br>
									<b class="num small<?cs if:iv.late ?> zh<?cs /if ?>">
										<?cs var:M.joint.v_due ?> <?cs var:iv.due ?>
									</b>
								<?cs /if ?>
							</td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.joint.v_none, M.joint.v_none_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(first, next) ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
