<?cs # One visit that a firm refused.  Data: crumbs, refusal, acts, story. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.joint.refused ?>
<?cs def:refusal_facts() ?>
	<dl class="facts">
		<dt><?cs var:M.joint.firm ?></dt>
		<dd><?cs var:refusal.firm ?></dd>
		<dt><?cs var:M.joint.agency ?></dt>
		<dd><?cs var:refusal.agency ?></dd>
		<dt><?cs var:M.joint.f_ground ?></dt>
		<dd><?cs var:refusal.ground ?></dd>
		<dt><?cs var:M.joint.f_received ?></dt>
		<dd class="num"><?cs var:refusal.received ?></dd>
		<dt><?cs var:M.joint.f_to ?></dt>
		<dd><?cs if:refusal.to ?><?cs var:refusal.to ?><?cs else ?><?cs var:M.joint.f_nobody_above ?><?cs /if ?></dd>
		<?cs if:refusal.due ?>
			<dt><?cs var:M.joint.f_due ?></dt>
			<dd class="num"><b<?cs if:refusal.late ?> class="zh"<?cs /if ?>><?cs var:refusal.due ?></b></dd>
		<?cs /if ?>
		<?cs if:refusal.decided ?>
			<dt><?cs var:M.joint.f_decided ?></dt>
			<dd><?cs var:refusal.decided_by ?> <span class="num"><?cs var:refusal.decided ?></span></dd>
			<dt><?cs var:M.joint.f_wrong ?></dt>
			<dd><?cs var:refusal.wrong ?></dd>
			<dt><?cs var:M.joint.f_words ?></dt>
			<dd class="lines" lang="zh-CN"><?cs var:refusal.words ?></dd>
		<?cs /if ?>
		<?cs if:refusal.inspection ?>
			<dt><?cs var:M.joint.v_inspection ?></dt>
			<dd><a href="<?cs var:refusal.inspection ?>"><?cs var:M.joint.v_open ?></a></dd>
		<?cs /if ?>
	</dl>
<?cs /def ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph row between top">
		<div>
			<h1><?cs var:M.joint.refused ?></h1>
			<p class="row small">
				<?cs call:tag(refusal.tone, refusal.state_name) ?>
				<span><?cs var:refusal.firm ?></span>
			</p>
		</div>
		<p class="row">
			<?cs each:ac = acts ?>
				<a class="btn" href="<?cs var:ac.href ?>"><?cs var:ac.label ?></a>
			<?cs /each ?>
		</p>
	</div>

	<div class="cols c-desk">
		<section class="panel" aria-labelledby="h-what">
			<h2 class="h2" id="h-what"><?cs var:M.joint.f_what ?></h2>
			<?cs call:refusal_facts() ?>
		</section>
		<aside class="stack-l">
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
		</aside>
	</div>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
