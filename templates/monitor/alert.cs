<?cs # One alert.  Data: alert, acts, story. ?>
<?cs include:"macros.cs" ?>
<?cs include:"monitor/macros.cs" ?>
<?cs set:Page.title = alert.name ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/alerts/"><?cs var:M.menu.alerts ?></a></li>
			<li aria-current="page"><?cs var:alert.name ?></li>
		</ol>
	</nav>

	<div class="ph row between top">
		<div>
			<h1><?cs var:alert.name ?></h1>
			<p class="row small">
				<?cs call:card(alert.card, alert.level_name) ?>
				<?cs call:tag(alert.tone, alert.state_name) ?>
				<?cs if:alert.number ?><span><?cs var:alert.number ?></span><?cs /if ?>
			</p>
		</div>
		<p class="row">
			<?cs each:ac = acts ?>
				<a class="btn<?cs if:ac.quiet ?> sec<?cs /if ?>" href="<?cs var:ac.href ?>"><?cs var:ac.label ?></a>
			<?cs /each ?>
			<?cs if:register ?>
				<a class="btn sec" href="<?cs var:register ?>"><?cs var:M.supervise.act_register ?></a>
			<?cs /if ?>
		</p>
	</div>

	<div class="cols c-desk">
		<div class="stack-l">
			<?cs call:alert_panels() ?>
			<?cs if:alert.person ?>
				<?cs call:note("", M.monitor.rule_person, M.monitor.rule_person_text) ?>
			<?cs /if ?>
		</div>
		<aside class="stack-l">
			<?cs if:matter.href ?>
				<section class="panel" aria-labelledby="h-matter">
					<h2 class="h2" id="h-matter"><?cs var:M.supervise.of_alert ?></h2>
					<p>
						<a href="<?cs var:matter.href ?>" lang="zh-CN"><?cs var:matter.title ?></a>
						<br>
						<?cs call:tag(matter.tone, matter.state_name) ?>
						 <span class="small muted" lang="zh-CN"><?cs var:matter.number ?></span>
					</p>
				</section>
			<?cs /if ?>
			<section class="panel" aria-labelledby="h-story">
				<h2 class="h2" id="h-story"><?cs var:M.monitor.story ?></h2>
				<?cs if:subcount(story) ?>
					<ol class="plain acts">
						<?cs each:sy = story ?>
							<li>
								<b><?cs var:sy.step ?></b> <?cs var:sy.name ?><br>
								<span class="num small muted"><?cs var:sy.at ?></span>
							</li>
						<?cs /each ?>
					</ol>
				<?cs else ?>
					<p class="muted">
						<?cs if:alert.event ?>
							<?cs var:M.monitor.signal_text ?>
						<?cs else ?>
							<?cs var:M.monitor.warning_text ?>
						<?cs /if ?>
					</p>
				<?cs /if ?>
			</section>
		</aside>
	</div>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
