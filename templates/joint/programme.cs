<?cs # One programme.  Data: programme, acts, editions, edition.0 (the one that is shown), lines, writes, story, first,
	next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"joint/macros.cs" ?>
<?cs set:Page.title = M.menu.programme ?>
<?cs def:filed_facts() ?>
	<dl class="facts">
		<?cs if:edition.0.reason ?>
			<dt><?cs var:M.joint.reason ?></dt>
			<dd class="lines"><?cs var:edition.0.reason ?></dd>
		<?cs /if ?>
		<dt><?cs var:M.joint.agreed ?></dt>
		<dd class="num"><?cs if:edition.0.agreed_on ?><?cs var:edition.0.agreed_on ?><?cs else ?>–<?cs /if ?></dd>
		<?cs if:edition.0.filed_on ?>
			<dt><?cs var:M.joint.filed_justice ?></dt>
			<dd>
				<span class="num"><?cs var:edition.0.filed_on ?></span>
				<?cs if:edition.0.late ?><?cs call:tag("zhu", M.joint.late) ?><?cs /if ?>
			</dd>
			<dt><?cs var:M.joint.filed_upper ?></dt>
			<dd><?cs var:edition.0.upper_name ?> <span class="num"><?cs var:edition.0.upper_on ?></span></dd>
			<dt><?cs var:M.joint.received ?></dt>
			<dd>
				<?cs if:edition.0.received_at ?>
					<?cs var:edition.0.received_by ?> <span class="num"><?cs var:edition.0.received_at ?></span>
				<?cs else ?>–<?cs /if ?>
			</dd>
			<dt><?cs var:M.joint.digest ?></dt>
			<dd class="hash"><?cs var:edition.0.digest ?></dd>
		<?cs elif:programme.due ?>
			<dt><?cs var:M.joint.due ?></dt>
			<dd class="num"><b<?cs if:programme.late ?> class="zh"<?cs /if ?>><?cs var:programme.due ?></b></dd>
		<?cs /if ?>
	</dl>
<?cs /def ?>

<?cs def:edition_list() ?>
	<ul class="plain acts">
		<?cs each:ed = editions ?>
			<li>
				<?cs if:ed.on ?>
					<b aria-current="true"><?cs var:M.joint.edition ?> <?cs var:ed.n ?></b>
				<?cs else ?>
					<a href="<?cs var:ed.href ?>"><?cs var:M.joint.edition ?> <?cs var:ed.n ?></a>
				<?cs /if ?>
				<br>
				<span class="num small muted">
					<?cs if:ed.filed_on ?>
						<?cs var:M.joint.filed ?> <?cs var:ed.filed_on ?>
					<?cs else ?>
						<?cs var:M.joint.not_filed ?>
					<?cs /if ?>
				</span>
			</li>
		<?cs /each ?>
	</ul>
<?cs /def ?>

<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/joint/programme/"><?cs var:M.menu.programme ?></a></li>
			<li aria-current="page"><?cs var:programme.agency ?> <?cs var:programme.year ?></li>
		</ol>
	</nav>

	<div class="ph row between top">
		<div>
			<h1><?cs var:programme.agency ?> <span class="num"><?cs var:programme.year ?></span></h1>
			<p class="row small">
				<?cs call:tag(programme.tone, programme.state_name) ?>
				<span><?cs var:M.menu.programme ?></span>
			</p>
		</div>
		<p class="row">
			<?cs each:ac = acts ?>
				<a class="btn<?cs if:ac.quiet ?> sec<?cs /if ?>" href="<?cs var:ac.href ?>"><?cs var:ac.label ?></a>
			<?cs /each ?>
		</p>
	</div>

	<div class="cols c-desk">
		<div class="stack-l">
			<section class="panel flush" aria-labelledby="h-lines">
				<h2 class="h2" id="h-lines">
					<?cs var:M.joint.lines ?>
					<?cs if:edition.0.n ?><small><?cs var:M.joint.edition ?> <?cs var:edition.0.n ?></small><?cs /if ?>
				</h2>
				<?cs if:subcount(lines) ?>
					<?cs call:line_table(lines, writes) ?>
				<?cs elif:edition.0.n ?>
					<?cs call:empty(M.joint.no_lines, M.joint.no_lines_text) ?>
				<?cs else ?>
					<?cs call:empty(M.joint.unseen, M.joint.unseen_text) ?>
				<?cs /if ?>
			</section>
			<?cs call:pager(first, next) ?>
		</div>
		<aside class="stack-l">
			<?cs if:edition.0.n ?>
				<section class="panel" aria-labelledby="h-filed">
					<h2 class="h2" id="h-filed"><?cs var:M.joint.filing ?></h2>
					<?cs call:filed_facts() ?>
				</section>
			<?cs /if ?>
			<?cs if:programme.filed ?>
				<section class="panel" aria-labelledby="h-held">
					<h2 class="h2" id="h-held"><?cs var:M.joint.held ?></h2>
					<dl class="facts">
						<dt><?cs var:M.joint.held_planned ?></dt>
						<dd class="num"><?cs var:held.planned ?></dd>
						<dt><?cs var:M.joint.held_carried ?></dt>
						<dd class="num"><?cs var:held.carried ?></dd>
						<dt><?cs var:M.joint.held_visits ?></dt>
						<dd class="num"><?cs var:held.visits ?></dd>
						<dt><?cs var:M.joint.held_saved ?></dt>
						<dd class="num"><b><?cs var:held.saved ?></b></dd>
					</dl>
					<p class="small muted"><?cs var:M.joint.held_text ?></p>
				</section>
			<?cs /if ?>
			<?cs if:subcount(editions) > #1 ?>
				<section class="panel" aria-labelledby="h-editions">
					<h2 class="h2" id="h-editions"><?cs var:M.joint.editions ?></h2>
					<?cs call:edition_list() ?>
				</section>
			<?cs /if ?>
			<?cs if:subcount(story) ?>
				<section class="panel" aria-labelledby="h-story">
					<h2 class="h2" id="h-story"><?cs var:M.joint.story ?></h2>
					<ol class="plain acts">
						<?cs each:sy = story ?>
							<li>
								<b><?cs var:sy.step ?></b> <?cs var:sy.name ?><br>
								<span class="num small muted"><?cs var:sy.at ?></span>
							</li>
						<?cs /each ?>
					</ol>
				</section>
			<?cs /if ?>
		</aside>
	</div>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
