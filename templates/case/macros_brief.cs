<?cs # What is decided, beside the form that decides it.  Data: brief.* (cgi/caseflow/brief.c). ?>
<?cs def:brief_sums() ?>
	<?cs each:one = brief.sums ?>
		<?cs if:one.first ?>
			<h3><?cs var:one.party ?></h3>
		<?cs /if ?>
		<p class="small">
			<b><?cs var:one.kind ?></b><?cs if:one.detail ?>　<?cs var:one.detail ?><?cs /if ?>
		</p>
		<ul class="stages">
			<?cs each:at = one.stages ?>
				<li<?cs if:at.changed ?> class="changed"<?cs /if ?>>
					<small><?cs var:at.stage ?></small>
					<?cs if:at.money ?>
						<b><span class="num"><?cs var:at.money ?></span> <?cs var:M.review.yuan ?></b>
					<?cs elif:at.there ?>
						<b><?cs var:M.brief.there ?></b>
					<?cs else ?>
						<b><?cs var:M.brief.gone ?></b>
					<?cs /if ?>
					<?cs if:at.changed ?><small><?cs var:M.brief.changed ?></small><?cs /if ?>
				</li>
			<?cs /each ?>
		</ul>
	<?cs /each ?>
<?cs /def ?>

<?cs # of an opinion that gives the report back, above the form that makes the next ?>
<?cs def:brief_objections(mr) ?>
	<section class="note zhu stack-s">
		<h2>
			<?cs var:M.act.given_back ?>
			 <small>
				<?cs var:mr.kind ?>　<?cs var:mr.reviewer ?>　<span class="num"><?cs var:mr.opined_at ?></span>
			</small>
		</h2>
		<p><b><?cs var:mr.opinion ?></b></p>
		<p class="lines"><?cs var:mr.opinion_text ?></p>
		<ul>
			<?cs each:p = mr.points ?>
				<li><b><?cs var:p.name ?></b>：<?cs var:p.note ?></li>
			<?cs /each ?>
		</ul>
	</section>
<?cs /def ?>

<?cs def:brief_report(mr) ?>
	<section class="panel">
		<h2 class="h2">
			<?cs var:M.brief.report ?>
			 <small>
				<?cs var:M.review.version ?> <?cs var:mr.version ?>　<span class="num"><?cs var:mr.made_at ?></span>
			</small>
		</h2>
		<ul class="small">
			<?cs each:p = brief.proposals ?>
				<li>
					<?cs var:p.party ?>：<?cs var:p.cause ?>，<b><?cs var:p.outcome ?></b>
					<?cs if:p.tier ?>，“<?cs var:p.tier ?>” <?cs var:p.range ?><?cs /if ?>
					<?cs if:p.explanation ?>；<?cs var:p.explanation ?><?cs /if ?>
					<?cs if:p.lighter_note ?> <b class="zh"><?cs var:p.lighter_note ?></b><?cs /if ?>
				</li>
			<?cs /each ?>
		</ul>
		<h3><?cs var:M.brief.facts ?></h3>
		<div class="lines small"><?cs var:mr.facts ?></div>
		<?cs if:mr.evidence_index ?>
			<h3><?cs var:M.brief.evidence ?></h3>
			<div class="lines small"><?cs var:mr.evidence_index ?></div>
		<?cs /if ?>
		<?cs if:mr.opinion ?>
			<h3><?cs var:M.brief.opinion ?></h3>
			<div class="lines small"><?cs var:mr.opinion ?></div>
		<?cs /if ?>
		<?cs if:mr.paper ?>
			<p class="small pad-s"><a href="<?cs var:mr.paper ?>"><?cs var:M.brief.paper ?></a></p>
		<?cs /if ?>
	</section>
<?cs /def ?>

<?cs def:brief() ?>
	<?cs if:brief.on ?>
		<details class="beside">
			<summary><?cs var:M.brief.title ?></summary>
			<div class="stack-l">

				<?cs if:subcount(brief.sums) ?>
					<section class="panel">
						<h2 class="h2"><?cs var:M.brief.sums ?></h2>
						<?cs call:brief_sums() ?>
					</section>
				<?cs /if ?>

				<?cs each:mr = brief.review ?>
					<section class="panel">
						<h2 class="h2">
							<?cs var:mr.kind ?>
							 <small>
								<?cs var:mr.reviewer ?>　<span class="num"><?cs var:mr.opined_at ?></span>
							</small>
						</h2>
						<p class="small">
							<b<?cs if:!mr.agrees ?> class="zh"<?cs /if ?>><?cs var:mr.opinion ?></b>
							<?cs if:mr.older ?> <span class="small"><?cs var:M.brief.review_older ?></span><?cs /if ?>
						</p>
						<?cs if:mr.opinion_text ?>
							<div class="lines small"><?cs var:mr.opinion_text ?></div>
						<?cs /if ?>
						<ul class="small">
							<?cs each:p = mr.points ?>
								<li><b><?cs var:p.name ?></b>：<?cs var:p.note ?></li>
							<?cs /each ?>
						</ul>
					</section>
				<?cs /each ?>

				<?cs if:subcount(brief.words) ?>
					<section class="panel">
						<h2 class="h2"><?cs var:M.brief.words ?></h2>
						<?cs each:w = brief.words ?>
							<h3>
								<?cs var:w.what ?>
								 <small class="muted">
									<?cs var:w.party ?>　<span class="num"><?cs var:w.on_day ?></span>
								</small>
							</h3>
							<?cs if:w.text ?><div class="lines small"><?cs var:w.text ?></div><?cs /if ?>
						<?cs /each ?>
					</section>
				<?cs /if ?>

				<?cs each:mr = brief.report ?><?cs call:brief_report(mr) ?><?cs /each ?>

				<?cs each:c = brief.clue ?>
					<section class="panel">
						<h2 class="h2">
							<?cs var:M.case.clue ?>
							 <small><?cs var:c.channel ?>　<span class="num"><?cs var:c.received_at ?></span></small>
						</h2>
						<?cs if:c.subject_name ?><p class="small"><b><?cs var:c.subject_name ?></b></p><?cs /if ?>
						<div class="lines small"><?cs var:c.content ?></div>
						<?cs if:c.finding ?>
							<h3><?cs var:M.case.finding ?></h3>
							<div class="lines small"><?cs var:c.finding ?></div>
						<?cs /if ?>
					</section>
				<?cs /each ?>

			</div>
		</details>
	<?cs /if ?>
<?cs /def ?>
