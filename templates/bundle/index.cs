<?cs # The page inside a bundle, read offline: no link but to its members.  Data: d, the bundle's index
	(lib/bundle/bundle.h). ?>
<?cs def:row(row_label, row_value) ?>
	<?cs if:row_value ?>
		<tr>
			<th scope="row"><?cs var:row_label ?></th>
			<td><?cs var:row_value ?></td>
		</tr>

	<?cs /if ?>
<?cs /def ?>
<?cs def:of_case() ?>
	<p><b><?cs var:d.case.title ?></b></p>

	<p><?cs var:M.bundle.page_how ?></p>

	<table border="1">
		<tbody>

			<?cs call:row(M.bundle.number, d.case.number) ?>
			<?cs call:row(M.bundle.clue_number, d.case.clue_number) ?>
			<?cs call:row(M.bundle.agency, d.case.agency) ?>
			<?cs call:row(M.bundle.unit, d.case.unit) ?>
			<?cs call:row(M.bundle.cause, d.case.cause) ?>
		</tbody>
	</table>

<?cs /def ?>
<?cs def:gaps_of() ?>
	<?cs if:subcount(d.gaps) ?>
		<h2><?cs var:M.bundle.gaps ?></h2>

		<ul>
			<?cs each:gp = d.gaps ?>
				<li>
					<?cs if:gp.state == "pending" ?>
						<?cs var:M.process.pending ?>
					<?cs else ?>
						<?cs var:M.process.missing ?>
					<?cs /if ?>
					:
					 <?cs if:gp.need == "document" ?>
						<?cs if:Lang.code == "en" ?><?cs var:gp.name_en ?><?cs else ?><?cs var:gp.name_zh ?><?cs /if ?>
					<?cs else ?>
						<?cs var:M.process["need_" + gp.need] ?>
					<?cs /if ?>
					 (
					<?cs if:d.inspection.ref ?>
						<?cs var:M.inspect["step_" + gp.step] ?>
					<?cs else ?>
						<?cs var:M.action[gp.step] ?>
					<?cs /if ?>
					<?cs if:gp.item ?>, <?cs var:M.inspect.item ?> <?cs var:gp.item ?><?cs /if ?>
					<?cs if:gp.party ?>, <?cs var:gp.party ?><?cs /if ?>, <?cs var:gp.at ?>; <?cs var:gp.source ?>)
				</li>

			<?cs /each ?>
		</ul>
	<?cs /if ?>
<?cs /def ?>

<?cs def:of_inspection() ?>
	<p><b><?cs var:d.inspection.name ?></b></p>

	<p><?cs var:M.bundle.page_how ?></p>

	<table border="1">
		<tbody>

			<?cs call:row(M.bundle.object, d.inspection.object) ?>
			<?cs call:row(M.inspect.address, d.inspection.address) ?>
			<?cs call:row(M.bundle.kind, M.inspect["kind_" + d.inspection.kind]) ?>
			<?cs call:row(M.inspect.state, M.inspect["state_" + d.inspection.state]) ?>
			<?cs if:d.inspection.outcome ?>
				<?cs call:row(M.inspect.outcome, M.inspect["outcome_" + d.inspection.outcome]) ?>
			<?cs /if ?>
			<?cs call:row(M.inspect.plan, d.inspection.plan) ?>
			<?cs call:row(M.bundle.agency_made, d.inspection.agency) ?>
			<?cs call:row(M.bundle.unit_made, d.inspection.unit) ?>
			<?cs call:row(M.inspect.arrived, d.inspection.arrived_at) ?>
			<?cs call:row(M.bundle.clue_number, d.inspection.clue_number) ?>
		</tbody>
	</table>

	<h2><?cs var:M.inspect.officers ?></h2>

	<ul>
		<?cs each:of = d.inspection.officers ?>
			<li>
				<?cs var:of.name ?> <?cs var:of.certificate ?>
				<?cs if:of.shown_at ?>. <?cs var:M.inspect.shown ?> <?cs var:of.shown_at ?><?cs /if ?>
			</li>
		<?cs /each ?>
	</ul>

	<h2><?cs var:M.inspect.items ?></h2>

	<table border="1">
		<thead>
			<tr>
				<th scope="col">#</th>
				<th scope="col"><?cs var:M.inspect.item ?></th>
				<th scope="col"><?cs var:M.inspect.answer ?></th>
			</tr>
		</thead>
		<tbody>

			<?cs each:it = d.inspection.items ?>
				<tr>
					<td><?cs var:it.no ?></td>
					<td>
						<?cs if:Lang.code == "en" ?><?cs var:it.name_en ?><?cs else ?><?cs var:it.name_zh ?><?cs /if ?>
						 <?cs var:it.code ?>
					</td>
					<td>
						<?cs if:Lang.code == "en" ?>
							<?cs var:it.answer_en ?>
						<?cs else ?>
							<?cs var:it.answer_zh ?>
						<?cs /if ?>
						<?cs if:it.measured ?> <?cs var:it.measured ?> <?cs var:it.unit ?><?cs /if ?>
						<?cs if:it.remedy_zh ?>
							;
							 <?cs if:Lang.code == "en" ?>
								<?cs var:it.remedy_en ?>
							<?cs else ?>
								<?cs var:it.remedy_zh ?>
							<?cs /if ?>
							 <?cs var:it.due_on ?>
						<?cs /if ?>
					</td>
				</tr>

			<?cs /each ?>
		</tbody>
	</table>

	<?cs if:subcount(d.inspection.rechecks) ?>
		<h2><?cs var:M.inspect.rechecks ?></h2>

		<ul>
			<?cs each:rc = d.inspection.rechecks ?>
				<li>
					<?cs var:rc.checked_on ?>
					 <?cs if:Lang.code == "en" ?>
						<?cs var:rc.item_en ?>: <?cs var:rc.result_en ?>
					<?cs else ?>
						<?cs var:rc.item_zh ?>: <?cs var:rc.result_zh ?>
					<?cs /if ?>
					. <?cs var:rc.by ?><?cs if:rc.second ?>; <?cs var:rc.second ?><?cs /if ?>
				</li>
			<?cs /each ?>
		</ul>
	<?cs /if ?>

	<?cs if:subcount(d.inspection.signatures) ?>
		<h2><?cs var:M.bundle.signatures ?></h2>

		<ul>
			<?cs each:sg = d.inspection.signatures ?>
				<li>
					<?cs var:M.bundle["signed_by_" + sg.by] ?>: <?cs var:sg.name ?>
					 <?cs var:M.bundle["signed_" + sg.way] ?> <?cs var:sg.at ?>
					<?cs if:sg.path ?>
						 <a href="side.jsonl"><?cs var:M.bundle.drawn ?></a>
						 <code><?cs var:sg.path ?></code>
					<?cs /if ?>
				</li>
			<?cs /each ?>
		</ul>
	<?cs /if ?>

<?cs /def ?>
<!doctype html>

<html lang="<?cs var:Lang.code ?>">
	<head>
		<meta charset="utf-8">
		<meta name="viewport" content="width=device-width, initial-scale=1">
		<title>
			<?cs if:d.inspection.ref ?>
				<?cs var:M.bundle.page_title_inspection ?> <?cs var:d.inspection.name ?>
			<?cs else ?>
				<?cs var:M.bundle.page_title ?> <?cs var:d.case.number ?>
			<?cs /if ?>
		</title>
	</head>

	<body>

		<h1>
			<?cs if:d.inspection.ref ?>
				<?cs var:M.bundle.page_title_inspection ?>
			<?cs else ?>
				<?cs var:M.bundle.page_title ?>
			<?cs /if ?>
		</h1>

		<?cs if:d.inspection.ref ?><?cs call:of_inspection() ?><?cs else ?><?cs call:of_case() ?><?cs /if ?>

		<?cs call:gaps_of() ?>
		<h2><?cs var:M.bundle.chain ?></h2>

		<p>
			<?cs var:M.bundle.chain_steps ?>: <?cs var:d.chain.steps ?>. <a href="chain.jsonl">chain.jsonl</a>
			 <a href="digests.txt">digests.txt</a> <a href="side.jsonl">side.jsonl</a>
		</p>

		<p><?cs var:M.bundle.chain_digest ?>: <code><?cs var:d.chain.digest ?></code></p>

		<h2><?cs var:M.bundle.log ?></h2>

		<p>
			<?cs var:d.log.origin ?>; <?cs var:M.bundle.log_size ?>: <?cs var:d.log.size ?>.
			 <a href="log/checkpoint">log/checkpoint</a> <a href="log/key">log/key</a>
			 <a href="log/salts.jsonl">log/salts.jsonl</a>
		</p>

		<h2><?cs var:M.bundle.papers ?></h2>

		<?cs if:subcount(d.documents) ?>
			<table border="1">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.bundle.paper ?></th>
						<th scope="col"><?cs var:M.bundle.paper_number ?></th>
						<th scope="col"><?cs var:M.bundle.sealed_at ?></th>
						<th scope="col"><?cs var:M.bundle.data ?></th>
						<th scope="col"><?cs var:M.bundle.file ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:p = d.documents ?>
						<tr>
							<td>
								<?cs if:Lang.code == "en" ?>
									<?cs var:p.name_en ?>
								<?cs else ?>
									<?cs var:p.name_zh ?>
								<?cs /if ?>
							</td>
							<td><?cs var:p.number ?></td>
							<td><?cs var:p.sealed_at ?></td>
							<td>
								<a href="<?cs var:p.data ?>"><?cs var:p.data ?></a>
								<br>
								<code><?cs var:p.sha256 ?></code>
							</td>
							<td>
								<?cs if:p.file.member ?>
									<a href="<?cs var:p.file.member ?>">PDF</a>
									 <a href="<?cs var:p.file.signature ?>"><?cs var:M.bundle.signature ?></a>
									 <a href="seals/<?cs var:p.file.key ?>.pem"><?cs var:M.bundle.seal_key ?></a>
									<br>
									<code><?cs var:p.file.sha256 ?></code>
								<?cs else ?>
									<?cs var:M.bundle.no_file ?>
								<?cs /if ?>
							</td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<p><?cs var:M.bundle.no_papers ?></p>
		<?cs /if ?>

		<h2><?cs var:M.bundle.evidence ?></h2>

		<?cs if:subcount(d.evidence) ?>
			<?cs each:ev = d.evidence ?>
				<?cs if:d.inspection.ref ?>
					<h3>
						<?cs if:ev.no > #0 ?>
							<?cs var:ev.no ?>.
							 <?cs if:Lang.code == "en" ?>
								<?cs var:ev.name_en ?>
							<?cs else ?>
								<?cs var:ev.name ?>
							<?cs /if ?>
						<?cs else ?>
							<?cs var:M.inspect.whole_one ?>
						<?cs /if ?>
					</h3>

				<?cs else ?>
					<h3>
						<?cs var:ev.no ?>. <?cs var:ev.name ?> (
						<?cs if:Lang.code == "en" ?><?cs var:ev.kind_en ?><?cs else ?><?cs var:ev.kind_zh ?><?cs /if ?>
						)
					</h3>

					<p>
						<?cs var:M.bundle.ev_source ?>: <?cs var:ev.source ?>. <?cs var:M.bundle.ev_taken ?>:
						 <?cs var:ev.taken_at ?> <?cs var:ev.taken_by ?> <?cs var:ev.place ?>
						<?cs if:ev.shows ?>. <?cs var:M.bundle.ev_shows ?>: <?cs var:ev.shows ?><?cs /if ?>
					</p>

				<?cs /if ?>
				<?cs if:subcount(ev.files) ?>
					<ul>
						<?cs each:f = ev.files ?>
							<li>
								<?cs if:f.member ?>
									<a href="<?cs var:f.member ?>"><?cs var:f.name ?></a>
								<?cs else ?>
									<?cs var:f.name ?> (<?cs var:M.bundle.lost ?>)
								<?cs /if ?>
								 <?cs var:f.type ?> <?cs var:f.size ?> B
								<?cs if:f.taken_at ?>
									. <?cs var:M.bundle.ev_taken ?>: <?cs var:f.taken_at ?> <?cs var:f.by ?>
									<?cs if:f.lat ?> <?cs var:f.lat ?>, <?cs var:f.lon ?><?cs /if ?>
								<?cs /if ?>
								<br>SHA-256 <code><?cs var:f.sha256 ?></code><br>SM3 <code><?cs var:f.sm3 ?></code>
								<?cs each:nt = f.notes ?>
									<br><?cs var:M.bundle.note ?>: <?cs if:nt.spot ?><?cs var:nt.spot ?> <?cs /if ?>
									<?cs var:nt.body ?> (<?cs var:nt.by ?> <?cs var:nt.at ?>
									<?cs if:nt.taken_back_at ?>
										; <?cs var:M.bundle.note_back ?> <?cs var:nt.taken_back_at ?>
									<?cs /if ?>
									)
								<?cs /each ?>
							</li>
						<?cs /each ?>
					</ul>
				<?cs /if ?>

			<?cs /each ?>
		<?cs else ?>
			<p><?cs var:M.bundle.no_evidence ?></p>
		<?cs /if ?>

	</body>
</html>

<?cs # a line break ends it ?>
