<?cs # One rule.  Data: rule, versions, mutes, keeps, versionable, muted. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = rule.name ?>
<?cs def:rule_facts() ?>
	<dl class="facts">
		<dt><?cs var:M.monitor.rule ?></dt>
		<dd><?cs var:rule.code ?> <span class="hash"><?cs var:rule.key ?></span></dd>
		<dt><?cs var:M.monitor.source ?></dt>
		<dd lang="zh-CN"><?cs var:rule.source ?></dd>
		<dt><?cs var:M.monitor.rule_watches ?></dt>
		<dd>
			<?cs if:rule.asks ?><?cs var:M.monitor.rule_events ?><?cs else ?><?cs var:M.monitor.rule_clock ?><?cs /if ?>
		</dd>
		<?cs if:rule.n ?>
			<dt><?cs var:M.monitor.rule_n ?></dt>
			<dd class="num"><?cs var:rule.n ?> <?cs var:rule.unit ?></dd>
		<?cs /if ?>
		<dt><?cs var:M.monitor.todo ?></dt>
		<dd><?cs var:rule.todo ?></dd>
		<?cs if:rule.person ?>
			<dt><?cs var:M.monitor.rule_person ?></dt>
			<dd><?cs var:M.monitor.rule_person_text ?></dd>
		<?cs /if ?>
	</dl>
<?cs /def ?>
<?cs def:version_list() ?>
	<ul class="plain acts">
		<?cs each:ve = versions ?>
			<li>
				<b class="num"><?cs var:ve.valid_from ?></b>
				 <?cs var:M.monitor.rule_n ?> <b class="num"><?cs var:ve.n ?></b>
				<br>
				<span class="small muted" lang="zh-CN"><?cs var:ve.name ?> <?cs var:ve.reason ?></span>
			</li>
		<?cs /each ?>
	</ul>
<?cs /def ?>
<?cs def:mute_list() ?>
	<ul class="plain acts">
		<?cs each:mu = mutes ?>
			<li>
				<b class="num"><?cs var:mu.from_on ?> – <?cs var:mu.to_on ?></b>
				<br>
				<span class="small muted" lang="zh-CN"><?cs var:mu.name ?> <?cs var:mu.reason ?></span>
			</li>
		<?cs /each ?>
	</ul>
<?cs /def ?>
<?cs def:rule_acts() ?>
	<?cs if:versionable ?>
		<a class="btn" href="<?cs var:rule.href ?>/version"><?cs var:M.monitor.rule_version ?></a>
	<?cs /if ?>
	<?cs if:rule.asks ?>
		<a class="btn sec" href="<?cs var:rule.href ?>/try"><?cs var:M.monitor.rule_try ?></a>
	<?cs /if ?>
	<?cs if:muted ?>
		<form method="post" action="<?cs var:rule.href ?>/unmute">
			<?cs call:form_hidden() ?>
			<button class="btn sec"><?cs var:M.monitor.rule_unmute ?></button>
		</form>
	<?cs else ?>
		<a class="btn sec" href="<?cs var:rule.href ?>/mute"><?cs var:M.monitor.rule_mute ?></a>
	<?cs /if ?>
<?cs /def ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/rules/"><?cs var:M.menu.rules ?></a></li>
			<li aria-current="page"><?cs var:rule.name ?></li>
		</ol>
	</nav>

	<div class="ph row between top">
		<div>
			<h1><?cs var:rule.name ?></h1>
			<p class="row small">
				<?cs call:card(rule.card, rule.level) ?>
				<?cs if:muted ?><?cs call:tag("zhu", M.monitor.rule_muted) ?><?cs /if ?>
			</p>
		</div>
		<?cs if:keeps ?>
			<div class="row"><?cs call:rule_acts() ?></div>
		<?cs /if ?>
	</div>

	<div class="cols c-desk">
		<section class="panel" aria-labelledby="h-rule">
			<h2 class="h2" id="h-rule"><?cs var:M.monitor.rule_shipped ?></h2>
			<?cs call:rule_facts() ?>
		</section>
		<aside class="stack-l">
			<section class="panel" aria-labelledby="h-versions">
				<h2 class="h2" id="h-versions"><?cs var:M.monitor.rule_versions ?></h2>
				<?cs if:subcount(versions) ?>
					<?cs call:version_list() ?>
				<?cs else ?>
					<p class="muted"><?cs var:M.monitor.rule_no_versions ?></p>
				<?cs /if ?>
			</section>
			<?cs if:subcount(mutes) ?>
				<section class="panel" aria-labelledby="h-mutes">
					<h2 class="h2" id="h-mutes"><?cs var:M.monitor.rule_mutes ?></h2>
					<?cs call:mute_list() ?>
				</section>
			<?cs /if ?>
		</aside>
	</div>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
