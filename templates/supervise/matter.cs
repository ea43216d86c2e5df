<?cs # One matter.  Data: matter, acts, asked, remedy, body, list, letters, said, papers, story. ?>
<?cs include:"macros.cs" ?>
<?cs include:"supervise/macros.cs" ?>
<?cs set:Page.title = matter.title ?>
<?cs def:letter_panel(lt) ?>
	<article class="panel">
		<p class="row between top">
			<b>
				<?cs var:lt.kind ?>
				<?cs if:lt.href ?>
					 <a href="<?cs var:lt.href ?>" lang="zh-CN"><?cs var:lt.number ?></a>
				<?cs else ?>
					 <span lang="zh-CN"><?cs var:lt.number ?></span>
				<?cs /if ?>
			</b>
			<?cs call:tag(lt.tone, lt.state) ?>
		</p>
		<p class="small muted num">
			<?cs var:lt.issued ?> · <?cs var:M.supervise.due ?> <?cs var:lt.due ?>
		</p>
		<p class="lines" lang="zh-CN"><?cs var:lt.demand ?></p>
		<?cs if:lt.answer ?>
			<h3 class="h3"><?cs var:M.supervise.answer ?></h3>
			<p class="lines" lang="zh-CN"><?cs var:lt.answer ?></p>
			<p class="small muted">
				<span lang="zh-CN"><?cs var:lt.by ?></span> <span class="num"><?cs var:lt.answered ?></span>
			</p>
		<?cs /if ?>
	</article>
<?cs /def ?>
<?cs def:said_list() ?>
	<ol class="plain acts">
		<?cs each:sd = said ?>
			<li>
				<b><?cs var:sd.step ?></b> <span lang="zh-CN"><?cs var:sd.name ?></span>
				 <span class="num small muted"><?cs var:sd.at ?></span>
				<p class="lines" lang="zh-CN"><?cs var:sd.words ?></p>
			</li>
		<?cs /each ?>
	</ol>
<?cs /def ?>
<?cs def:paper_list() ?>
	<ul class="plain acts">
		<?cs each:pp = papers ?>
			<li>
				<a href="<?cs var:pp.href ?>"><?cs var:pp.name ?></a>
				<br>
				<span class="small muted" lang="zh-CN"><?cs var:pp.number ?></span>
				 <span class="num small muted"><?cs var:pp.made_at ?></span>
			</li>
		<?cs /each ?>
	</ul>
<?cs /def ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li>
				<a href="<?cs var:list ?>">
					<?cs if:body ?><?cs var:M.menu.supervise ?><?cs else ?><?cs var:M.menu.letters ?><?cs /if ?>
				</a>
			</li>
			<li aria-current="page"><?cs var:matter.number ?></li>
		</ol>
	</nav>

	<div class="ph row between top">
		<div>
			<h1 lang="zh-CN"><?cs var:matter.title ?></h1>
			<p class="row small">
				<?cs call:tag(matter.tone, matter.state_name) ?>
				<?cs if:matter.objected ?><?cs call:tag("zhu", M.supervise.objected) ?><?cs /if ?>
				<?cs if:matter.recusal ?><?cs call:tag("zhu", M.supervise.recusal_asked) ?><?cs /if ?>
				<span lang="zh-CN"><?cs var:matter.number ?></span>
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
			<?cs if:remedy ?>
				<?cs call:note("amber", M.supervise.in_remedy, M.supervise.in_remedy_text) ?>
			<?cs /if ?>
			<?cs if:asked ?>
				<?cs call:note("", M.supervise.asked, asked) ?>
			<?cs /if ?>
			<section class="panel" aria-labelledby="h-what">
				<h2 class="h2" id="h-what"><?cs var:M.supervise.what ?></h2>
				<?cs call:matter_facts() ?>
			</section>
			<?cs if:subcount(letters) ?>
				<section class="stack-l" aria-labelledby="h-letters">
					<h2 class="h2" id="h-letters"><?cs var:M.supervise.letters ?></h2>
					<?cs each:lt = letters ?><?cs call:letter_panel(lt) ?><?cs /each ?>
				</section>
			<?cs /if ?>
			<?cs if:subcount(said) ?>
				<section class="panel" aria-labelledby="h-said">
					<h2 class="h2" id="h-said"><?cs var:M.supervise.said ?></h2>
					<?cs call:said_list() ?>
				</section>
			<?cs /if ?>
		</div>
		<aside class="stack-l">
			<?cs if:subcount(papers) ?>
				<section class="panel" aria-labelledby="h-papers">
					<h2 class="h2" id="h-papers"><?cs var:M.supervise.papers ?></h2>
					<?cs call:paper_list() ?>
				</section>
			<?cs /if ?>
			<?cs if:subcount(story) ?>
				<section class="panel" aria-labelledby="h-story">
					<h2 class="h2" id="h-story"><?cs var:M.supervise.story ?></h2>
					<ol class="plain acts">
						<?cs each:sy = story ?>
							<li>
								<b><?cs var:sy.step ?></b> <span lang="zh-CN"><?cs var:sy.name ?></span><br>
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
