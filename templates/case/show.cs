<?cs # The page of a case, one tab at a time.  Data: case.*, tab, tabs and what the tab needs (cgi/caseflow/cases.c). ?>
<?cs include:"macros.cs" ?>
<?cs include:"case/macros.cs" ?>
<?cs include:"case/macros_process.cs" ?>
<?cs include:"case/macros_tabs.cs" ?>
<?cs set:Page.title = case.number ?>
<?cs def:overview_main() ?>
	<?cs call:same_files() ?>

	<?cs if:subcount(must) ?>
		<div class="note <?cs if:next.back ?>zhu<?cs else ?>amber<?cs /if ?>">
			<h2>
				<?cs if:next.back ?><?cs call:tag("zhu", M.home.came_back) ?> <?cs /if ?>
				<?cs var:next.title ?>
			</h2>
			<?cs if:next.back ?><p><?cs var:M.case.came_back ?></p><?cs /if ?>
			<?cs if:next.text ?>
				<p><?cs var:next.text ?></p>
			<?cs /if ?>
			<p class="row pad-s">
				<?cs each:todo = must ?>
					<a class="btn sm<?cs if:!first(todo) ?> sec<?cs /if ?>" href="<?cs var:todo.href ?>">
						<?cs var:todo.label ?>
						<?cs if:todo.party ?>
							<span class="small"><?cs var:M.home.colon ?><?cs var:todo.party ?></span>
						<?cs /if ?>
					</a>
				<?cs /each ?>
			</p>
		</div>

	<?cs elif:subcount(waiting) ?>
		<div class="note">
			<h2><?cs var:M.case.waiting ?></h2>
			<ul>
				<?cs each:turn = waiting ?>
					<li>
						<?cs var:turn.text ?>
						<?cs if:turn.party ?> <span class="muted"><?cs var:turn.party ?></span><?cs /if ?>
					</li>
				<?cs /each ?>
			</ul>
		</div>
	<?cs /if ?>

	<?cs if:subcount(sent_in) ?>
		<section>
			<h2 class="h2"><?cs var:M.door.sent_in ?></h2>
			<ul class="plain">
				<?cs each:si = sent_in ?>
					<li class="row between">
						<div>
							<a href="<?cs var:si.href ?>"><b><?cs var:si.sort ?></b></a>
							 <?cs var:si.party ?>
							<br>
							<span class="small muted num"><?cs var:si.number ?>　<?cs var:si.received_at ?></span>
						</div>
						<?cs if:si.late ?>
							<?cs call:tag("zhu", M.door.late) ?>
						<?cs else ?>
							<?cs call:tag("amber", M.door.state_received) ?>
						<?cs /if ?>
					</li>

				<?cs /each ?>
			</ul>
		</section>
	<?cs /if ?>

	<?cs if:subcount(cosigns) || subcount(approvals) ?>
		<section>
			<h2 class="h2"><?cs var:M.case.pending ?></h2>
			<ul class="plain">
				<?cs each:q = approvals ?>
					<li class="row between">
						<div>
							<a href="<?cs var:q.href ?>"><b><?cs var:q.title ?></b></a>
							<?cs if:q.party ?> <?cs var:q.party ?><?cs /if ?>
							<br>
							<span class="small muted">
								<?cs var:q.asked_by ?>　<span class="num"><?cs var:q.asked_at ?></span>
							</span>
						</div>
						<?cs call:tag("amber", q.duty) ?>
					</li>

				<?cs /each ?>
				<?cs each:sg = cosigns ?>
					<li>
						<div class="row between">
							<div>
								<a href="<?cs var:sg.href ?>"><b><?cs var:sg.title ?></b></a>
								<br>
								<span class="small muted">
									<?cs var:sg.asked_by ?>　<span class="num"><?cs var:sg.asked_at ?></span>
								</span>
							</div>
							<span class="row">
								<?cs call:tag("amber", M.case.to_cosign) ?>
								 <b><?cs var:sg.officer_name ?></b>
								<?cs if:sg.mine ?>
									 <a class="btn sm" href="<?cs var:sg.href ?>"><?cs var:M.cosign.read ?></a>
								<?cs /if ?>
							</span>
						</div>
						<?cs if:sg.here ?>
							<details class="how">
								<summary><?cs var:M.cosign.here ?></summary>
								<?cs call:cosign_here(sg.href, sg.officer_name, name(sg)) ?>
							</details>
						<?cs /if ?>
					</li>

				<?cs /each ?>
			</ul>
		</section>
	<?cs /if ?>

	<section>
		<h2 class="h2">
			<?cs var:M.case.tab_evidence ?>
			 <small>
				<?cs if:numbers.evidence > #0 ?>
					<?cs var:numbers.evidence ?> <?cs var:M.case.pieces ?>
					<?cs if:numbers.more_evidence ?>
						 · <a href="<?cs var:case.path ?>?tab=evidence"><?cs var:M.case.all ?></a>
					<?cs /if ?>
				<?cs /if ?>
			</small>
		</h2>
		<?cs if:subcount(evidence) ?>
			<div class="ev pad-s"><?cs each:ev = evidence ?><?cs call:evidence_tile(ev) ?><?cs /each ?></div>
		<?cs else ?>
			<p class="small muted pad-s"><?cs var:M.case.no_evidence ?></p>
		<?cs /if ?>
	</section>

	<section>
		<h2 class="h2">
			<?cs var:M.case.tab_documents ?>
			 <small>
				<?cs if:numbers.more_documents ?>
					<a href="<?cs var:case.path ?>?tab=documents">
						<?cs var:M.case.all ?> <?cs var:numbers.documents ?>
					</a>
				<?cs /if ?>
			</small>
		</h2>
		<?cs if:subcount(documents) ?>
			<?cs call:document_table() ?>
		<?cs else ?>
			<p class="small muted pad-s"><?cs var:M.case.no_documents ?></p>
		<?cs /if ?>
	</section>

	<?cs if:subcount(measures) ?>
		<section>
			<h2 class="h2">
				<?cs var:M.case.measures ?>
				 <small><a href="<?cs var:goods_href ?>"><?cs var:M.goods.all_items ?></a></small>
			</h2>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.case.measure ?></th>
						<th scope="col"><?cs var:M.case.goods ?></th>
						<th scope="col"><?cs var:M.case.keeper ?></th>
						<th scope="col"><?cs var:M.home.left ?></th>
					</tr>
				</thead>
				<tbody>
					<?cs each:ms = measures ?>
						<tr<?cs if:ms.term ?> class="<?cs var:ms.term ?>"<?cs /if ?>>
							<td>
								<b><?cs var:ms.kind ?></b>
								 <?cs if:ms.live ?>
									<?cs call:tag("amber", ms.state) ?>
								<?cs else ?>
									<?cs call:tag("", ms.state) ?>
								<?cs /if ?>
								<br>
								<span class="small muted num">
									<?cs var:ms.from_day ?><?cs if:ms.ended_on ?> – <?cs var:ms.ended_on ?><?cs /if ?>
								</span>
							</td>
							<td class="small" data-l="<?cs var:M.case.goods ?>">
								<?cs var:ms.goods ?>
								<br>
								<span class="muted"><?cs var:ms.goods_n ?></span>
							</td>
							<td class="small" data-l="<?cs var:M.case.keeper ?>">
								<?cs var:ms.keeper ?><br><?cs var:ms.place ?>
							</td>
							<td class="nowrap" data-l="<?cs var:M.home.left ?>">
								<?cs if:ms.left ?>
									<b<?cs if:ms.term == "late" ?> class="zh"<?cs /if ?>><?cs var:ms.left ?></b>
									<br>
									<span class="small muted num"><?cs var:ms.due ?></span>
								<?cs /if ?>
							</td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
		</section>
	<?cs /if ?>

	<?cs each:cl = clue ?>
		<section>
			<h2 class="h2">
				<?cs var:M.case.clue ?>
				 <small><?cs var:cl.channel ?>　<span class="num"><?cs var:cl.received_at ?></span></small>
			</h2>
			<?cs each:og = origin ?>
				<p class="pad-s small">
					<?cs var:M.case.origin ?>
					 <?cs if:og.href ?>
						<a href="<?cs var:og.href ?>"><?cs var:og.title ?></a>
					<?cs else ?>
						<?cs var:og.title ?>
					<?cs /if ?>
					 <span class="hash"><?cs var:og.draw_id ?></span>
					 <span class="num"><?cs var:og.visited_on ?></span>
				</p>
			<?cs /each ?>
			<p class="pad-s lines"><?cs var:cl.content ?></p>
			<?cs if:cl.finding ?>
				<p class="pad-s small"><b><?cs var:M.case.finding ?></b></p>
				<p class="lines"><?cs var:cl.finding ?></p>
			<?cs /if ?>
		</section>
	<?cs /each ?>

<?cs /def ?>
<?cs def:overview_side() ?>
	<?cs if:subcount(other) || may_share || may_bundle ?>
		<section class="panel">
			<h2 class="h2"><?cs var:M.case.can_do ?></h2>
			<ul class="plain acts">
				<?cs each:ch = other ?>
					<li>
						<a href="<?cs var:ch.href ?>"><?cs var:ch.label ?></a>
						<?cs if:ch.party ?> <span class="small muted"><?cs var:ch.party ?></span><?cs /if ?>
						<?cs if:ch.chain ?> <span class="xs muted"><?cs var:M.case.needs_approval ?></span><?cs /if ?>
					</li>
				<?cs /each ?>
				<?cs if:may_share ?>
					<li><a href="<?cs var:case.path ?>/shares"><?cs var:M.share.title ?></a></li>
				<?cs /if ?>
				<?cs if:may_bundle ?>
					<li><a href="/desk/bundles/case/<?cs var:case.ref ?>"><?cs var:M.bundle.title ?></a></li>
				<?cs /if ?>
			</ul>
		</section>
	<?cs /if ?>

	<?cs if:subcount(clocks) ?>
		<section class="panel">
			<h2 class="h2">
				<?cs var:M.case.tab_clocks ?>
				 <small><a href="<?cs var:case.path ?>?tab=clocks"><?cs var:M.case.derivation ?></a></small>
			</h2>
			<dl class="facts tight">
				<?cs each:ck = clocks ?>
					<dt><?cs var:ck.rule ?></dt>
					<dd>
						<b<?cs if:ck.kind == "late" ?> class="zh"<?cs /if ?>><?cs var:ck.left ?></b>
						 <span class="num muted"><?cs var:ck.due ?></span>
						<?cs if:ck.provisional ?> <?cs call:tag("amber", M.home.provisional) ?><?cs /if ?>
					</dd>
				<?cs /each ?>
			</dl>
		</section>
	<?cs /if ?>

	<?cs each:pt = parties ?>
		<section class="panel">
			<h2 class="h2"><?cs var:M.case.party ?></h2>
			<dl class="facts tight">
				<dt><?cs var:M.register.name ?></dt>
				<dd><a href="/desk/register/<?cs var:pt.subject_ref ?>"><?cs var:pt.name ?></a></dd>
				<?cs if:pt.code ?>
					<dt><?cs var:M.register.code ?></dt>
					<dd class="hash"><?cs var:pt.code ?></dd>
				<?cs /if ?>
				<?cs if:pt.representative ?>
					<dt><?cs var:M.register.representative ?></dt>
					<dd><?cs var:pt.representative ?></dd>
				<?cs /if ?>
				<?cs if:pt.contact ?>
					<dt><?cs var:M.register.contact ?></dt>
					<dd><?cs var:pt.contact ?></dd>
				<?cs /if ?>
				<?cs if:pt.address ?>
					<dt><?cs var:M.register.address ?></dt>
					<dd><?cs var:pt.address ?></dd>
				<?cs /if ?>
				<?cs if:pt.service_address ?>
					<dt><?cs var:M.case.service_address ?></dt>
					<dd>
						<?cs var:pt.service_address ?>
						<?cs if:pt.electronic_consent ?> <?cs call:tag("song", M.case.electronic) ?><?cs /if ?>
					</dd>
				<?cs /if ?>
				<dt><?cs var:M.case.earlier ?></dt>
				<dd><?cs var:pt.earlier ?> <?cs var:M.home.unit_times ?></dd>
			</dl>
		</section>
	<?cs /each ?>

	<?cs if:subcount(tracks) ?>
		<section class="panel">
			<h2 class="h2"><?cs var:M.case.tracks ?></h2>
			<?cs each:tk = tracks ?>
				<dl class="facts tight">
					<dt><?cs var:M.case.party ?></dt>
					<dd><b><?cs var:tk.party ?></b></dd>
					<dt><?cs var:M.cases.state ?></dt>
					<dd>
						<?cs call:tag("dai", tk.state) ?>
						<?cs if:tk.major ?> <?cs call:tag("zhu", M.case.major_track) ?><?cs /if ?>
					</dd>
					<dt><?cs var:M.case.outcome ?></dt>
					<dd><?cs var:tk.outcome ?></dd>
					<?cs if:tk.number ?>
						<dt><?cs var:M.register.decision ?></dt>
						<dd><?cs var:tk.number ?></dd>
					<?cs /if ?>
					<?cs if:tk.publish ?>
						<dt><?cs var:M.case.publish ?></dt>
						<dd><?cs var:tk.publish ?></dd>
					<?cs /if ?>
				</dl>
			<?cs /each ?>
		</section>
	<?cs /if ?>

	<?cs if:subcount(officers) ?>
		<section class="panel">
			<h2 class="h2"><?cs var:M.case.officers ?></h2>
			<dl class="facts tight">
				<?cs each:of = officers ?>
					<dt><?cs var:of.role ?></dt>
					<dd>
						<b><?cs var:of.name ?></b>
						 <span class="small muted"><?cs var:of.certificate_no ?></span>
						<?cs if:of.named ?> <?cs call:tag("amber", M.case.named) ?><?cs /if ?>
					</dd>
				<?cs /each ?>
			</dl>
		</section>
	<?cs /if ?>

	<?cs if:subcount(course) ?>
		<section class="panel">
			<h2 class="h2">
				<?cs var:M.case.course ?>
				 <small><a href="<?cs var:case.path ?>?tab=steps"><?cs var:M.case.all ?></a></small>
			</h2>
			<?cs call:plumb(course) ?>
		</section>
	<?cs /if ?>

<?cs /def ?>
<?cs def:body() ?>
	<div class="folio">
		<div class="spine" aria-hidden="true"><span><?cs var:case.spine ?></span></div>
		<div class="folio-b">
			<?cs call:crumb(crumbs) ?>

			<header class="folio-h">
				<div class="row between top">
					<div>
						<h1><?cs var:case.title ?></h1>
						<?cs call:case_facts_line() ?>
					</div>
					<?cs if:subcount(must) ?>
						<p class="row">
							<?cs each:todo = must ?>
								<?cs if:first(todo) ?>
									<a class="btn" href="<?cs var:todo.href ?>"><?cs var:todo.label ?></a>
								<?cs /if ?>
							<?cs /each ?>
						</p>
					<?cs /if ?>
				</div>

				<?cs call:steps(case.steps, M.case.steps, case.steps_brief) ?>
			</header>

			<?cs call:tabs(tabs, M.case.tabs) ?>

			<?cs if:tab == "overview" ?>
				<div class="cols c-desk">
					<div class="stack-l"><?cs call:overview_main() ?></div>
					<aside class="stack-l"><?cs call:overview_side() ?></aside>
				</div>

			<?cs elif:tab == "documents" ?>
				<?cs call:tab_documents() ?>

			<?cs elif:tab == "evidence" ?>
				<?cs call:tab_evidence() ?>

			<?cs elif:tab == "process" ?>
				<?cs call:tab_process() ?>

			<?cs elif:tab == "steps" ?>
				<?cs call:tab_steps() ?>

			<?cs elif:tab == "money" ?>
				<?cs call:tab_money() ?>

			<?cs else ?>
				<?cs call:tab_clocks() ?>
			<?cs /if ?>
		</div>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
