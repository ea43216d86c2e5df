<?cs # The whole process, phase by phase (cgi/common/process.h).  Include macros.cs before. ?>
<?cs # need_of(nd): the paper or evidence of a step, or the gap where it should be ?>
<?cs def:need_of(nd) ?>
	<?cs if:nd.missing ?>
		<?cs call:tag("zhu", M.process.missing) ?>
		 <b class="zh"><?cs var:nd.label ?></b>
		<?cs if:nd.item ?> <?cs var:nd.item ?><?cs /if ?>
		 <span class="xs muted"><?cs var:nd.source ?></span>
	<?cs elif:nd.pending ?>
		<?cs call:tag("amber", M.process.pending) ?>
		 <a href="<?cs var:nd.href ?>"><?cs var:nd.label ?></a>
		 <span class="small muted"><?cs var:nd.number ?></span>
	<?cs else ?>
		<a href="<?cs var:nd.href ?>"><?cs var:nd.label ?></a>
		<?cs if:nd.item ?> <?cs var:nd.item ?><?cs /if ?>
		 <span class="small muted"><?cs var:nd.number ?></span>
	<?cs /if ?>
<?cs /def ?>

<?cs def:process_steps(ps) ?>
	<?cs each:st = ps.steps ?>
		<li<?cs if:st.gap ?> class="gap"<?cs /if ?>>
			<h3>
				<?cs var:st.title ?><?cs if:st.party ?> <small class="muted"><?cs var:st.party ?></small><?cs /if ?>
			</h3>
			<p class="small muted num"><?cs var:st.at ?></p>
			<?cs each:nd = st.needs ?>
				<p class="small"><?cs call:need_of(nd) ?></p>
			<?cs /each ?>
		</li>

	<?cs /each ?>
<?cs /def ?>
<?cs # a panel each phase ?>
<?cs def:process_phases() ?>
	<?cs each:ph = phases ?>
		<section class="panel">
			<h2 class="h2 row between">
				<span><?cs var:ph.label ?></span>
				<?cs if:ph.gaps ?>
					<?cs call:tag("zhu", ph.gaps) ?>
				<?cs elif:!ph.begun ?>
					<?cs call:tag("", M.process.not_begun) ?>
				<?cs /if ?>
			</h2>

			<?cs if:ph.begun ?>
				<ol class="plumb pad-s"><?cs call:process_steps(ph) ?></ol>
			<?cs /if ?>
		</section>

	<?cs /each ?>
<?cs /def ?>
<?cs # all in one panel, the phases begun ?>
<?cs def:process_panel() ?>
	<section class="panel" aria-labelledby="h-process">
		<h2 class="h2" id="h-process">
			<?cs var:M.process.title ?><?cs if:process_gaps ?> <?cs call:tag("zhu", process_gaps) ?><?cs /if ?>
		</h2>
		<?cs if:!process_gaps ?>
			<p class="small muted pad-s"><?cs var:M.process.whole ?></p>
		<?cs /if ?>

		<?cs each:ph = phases ?>
			<?cs if:ph.begun ?>
				<p class="small pad-s" id="h-process-<?cs name:ph ?>"><b><?cs var:ph.label ?></b></p>
				<ol class="plumb pad-s" aria-labelledby="h-process-<?cs name:ph ?>"><?cs call:process_steps(ph) ?></ol>
			<?cs /if ?>
		<?cs /each ?>
	</section>
<?cs /def ?>

<?cs # process_gaps_note(text): what is missing or waits, a line each; text: what to do about it ?>
<?cs def:process_gaps_note(pg_text) ?>
	<?cs if:subcount(gaps) ?>
		<section class="note zhu" aria-labelledby="h-gaps">
			<h2 id="h-gaps"><?cs var:process_gaps ?></h2>
			<p><?cs var:pg_text ?></p>
			<ul class="plain acts">
				<?cs each:gp = gaps ?>
					<li>
						<?cs if:gp.pending ?>
							<?cs call:tag("amber", M.process.pending) ?>
						<?cs else ?>
							<?cs call:tag("zhu", M.process.missing) ?>
						<?cs /if ?>
						 <b><?cs var:gp.label ?></b>
						<?cs if:gp.item ?> <?cs var:gp.item ?><?cs /if ?>
						 <span class="small muted"><?cs var:gp.step ?></span>
						<?cs if:gp.href ?>
							 <a class="nowrap" href="<?cs var:gp.href ?>">
								<?cs if:gp.pending ?>
									<?cs var:M.process.to_paper ?>
								<?cs elif:may_attach ?>
									<?cs var:M.process.to_files ?>
								<?cs else ?>
									<?cs var:M.process.to_see ?>
								<?cs /if ?>
								<span class="vh"> <?cs var:gp.label ?> <?cs var:gp.item ?></span>
							</a>
						<?cs /if ?>
						<br>
						<span class="xs muted"><?cs var:gp.source ?></span>
					</li>
				<?cs /each ?>
			</ul>
		</section>
	<?cs /if ?>
<?cs /def ?>

<?cs # a line break ends it ?>
