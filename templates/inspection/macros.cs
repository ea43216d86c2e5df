<?cs # Parts of the pages of inspections. ?>
<?cs # The year's visits to the firm.  Data: caps, visited. ?>
<?cs def:caps() ?>
	<section class="panel" aria-labelledby="h-caps">
		<h2 class="h2" id="h-caps"><?cs var:caps.year ?> <?cs var:M.inspect.caps ?></h2>
		<dl class="facts">
			<dt><?cs var:M.inspect.caps_agency ?></dt>
			<dd class="num">
				<?cs var:caps.agency ?>
				<?cs if:caps.agency_none ?> <?cs var:M.inspect.caps_unset ?><?cs /if ?>
				<?cs if:caps.agency_full ?> <?cs call:tag("zhu", M.inspect.caps_full) ?><?cs /if ?>
			</dd>
			<dt><?cs var:M.inspect.caps_firm ?></dt>
			<dd class="num">
				<?cs var:caps.firm ?>
				<?cs if:caps.firm_none ?> <?cs var:M.inspect.caps_unset ?><?cs /if ?>
				<?cs if:caps.firm_full ?> <?cs call:tag("zhu", M.inspect.caps_full) ?><?cs /if ?>
			</dd>
		</dl>

		<?cs if:subcount(visited) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.inspect.p_day ?></th>
						<th scope="col"><?cs var:M.inspect.p_agency ?></th>
						<th scope="col"><?cs var:M.inspect.kind ?></th>
						<th scope="col"><?cs var:M.inspect.items ?></th>
						<th scope="col"><?cs var:M.inspect.state ?></th>
					</tr>
				</thead>
				<tbody>
					<?cs each:vi = visited ?>
						<tr>
							<td class="num"><?cs var:vi.day ?></td>
							<td data-l="<?cs var:M.inspect.p_agency ?>"><?cs var:vi.agency_name ?></td>
							<td data-l="<?cs var:M.inspect.kind ?>"><?cs var:vi.kind ?></td>
							<td class="num" data-l="<?cs var:M.inspect.items ?>"><?cs var:vi.codes ?></td>
							<td data-l="<?cs var:M.inspect.state ?>">
								<?cs if:vi.done ?>
									<?cs var:M.inspect.caps_made ?>
								<?cs else ?>
									<?cs var:M.inspect.caps_planned ?>
								<?cs /if ?>
								<?cs if:!vi.counted ?> · <?cs var:M.inspect.caps_uncounted ?><?cs /if ?>
							</td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<p class="muted"><?cs var:M.inspect.caps_none ?></p>
		<?cs /if ?>
		<?cs if:subcount(at_firm) ?>
			<h3><?cs var:M.joint.at_firm ?></h3>
			<p class="small muted"><?cs var:M.joint.at_firm_text ?></p>
			<ul>
				<?cs each:af = at_firm ?>
					<li>
						<b><?cs var:af.agency ?></b> · <?cs var:af.what ?> · <?cs var:af.items ?>
						 <span class="num"><?cs var:af.from_on ?> – <?cs var:af.to_on ?></span>
					</li>
				<?cs /each ?>
			</ul>
		<?cs /if ?>
		<?cs if:subcount(wishes) ?>
			<h3><?cs var:M.joint.wishes ?></h3>
			<ul>
				<?cs each:wi = wishes ?>
					<li>
						<?cs var:wi.kind ?> <span class="num"><?cs var:wi.from_on ?> – <?cs var:wi.to_on ?></span>
					</li>
				<?cs /each ?>
			</ul>
		<?cs /if ?>
	</section>
<?cs /def ?>

<?cs # What was changed since it was returned.  Data: changes. ?>
<?cs def:changes() ?>
	<section class="panel flush" aria-labelledby="h-changes">
		<h2 class="h2" id="h-changes"><?cs var:M.inspect.changes ?></h2>
		<table class="ledger fold">
			<thead>
				<tr>
					<th scope="col"><?cs var:M.inspect.changed ?></th>
					<th scope="col"><?cs var:M.inspect.before ?></th>
					<th scope="col"><?cs var:M.inspect.after ?></th>
				</tr>
			</thead>
			<tbody>
				<?cs each:ch = changes ?>
					<tr>
						<td><b><?cs var:ch.field ?></b></td>
						<td class="lines" data-l="<?cs var:M.inspect.before ?>">
							<?cs if:ch.before ?>
								<del><?cs var:ch.before ?></del>
							<?cs else ?>
								–
							<?cs /if ?>
						</td>
						<td class="lines" data-l="<?cs var:M.inspect.after ?>">
							<?cs if:ch.after ?>
								<ins><?cs var:ch.after ?></ins>
							<?cs else ?>
								–
							<?cs /if ?>
						</td>
					</tr>
				<?cs /each ?>
			</tbody>
		</table>
	</section>
<?cs /def ?>

<?cs # a line break ends it ?>
