<?cs # One invitation.  Data: crumbs, invitation, acts, to_begin, story. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.joint.v_title ?>
<?cs def:invitation_facts() ?>
	<dl class="facts">
		<dt><?cs var:M.joint.v_from ?></dt>
		<dd><?cs var:invitation.agency ?></dd>
		<dt><?cs var:M.joint.v_to ?></dt>
		<dd><?cs var:invitation.to ?></dd>
		<dt><?cs var:M.joint.firm ?></dt>
		<dd><?cs var:invitation.firm ?></dd>
		<dt><?cs var:M.joint.window ?></dt>
		<dd class="num"><?cs var:invitation.from ?> – <?cs var:invitation.until ?></dd>
		<dt><?cs var:M.joint.v_items ?></dt>
		<dd><?cs var:invitation.items ?></dd>
		<dt><?cs var:M.joint.v_asked ?></dt>
		<dd class="lines"><?cs var:invitation.asked ?></dd>
		<?cs if:invitation.due ?>
			<dt><?cs var:M.joint.v_due ?></dt>
			<dd class="num"><b<?cs if:invitation.late ?> class="zh"<?cs /if ?>><?cs var:invitation.due ?></b></dd>
		<?cs /if ?>
		<?cs if:invitation.answered ?>
			<dt><?cs var:M.joint.v_answered ?></dt>
			<dd class="num"><?cs var:invitation.answered ?></dd>
		<?cs /if ?>
		<?cs if:invitation.ground ?>
			<dt><?cs var:M.joint.v_ground ?></dt>
			<dd><?cs var:invitation.ground ?></dd>
		<?cs /if ?>
		<?cs if:invitation.words ?>
			<dt><?cs var:M.joint.v_words ?></dt>
			<dd class="lines"><?cs var:invitation.words ?></dd>
		<?cs /if ?>
		<?cs if:invitation.officer ?>
			<dt><?cs var:M.joint.v_officer ?></dt>
			<dd><?cs var:invitation.officer ?></dd>
		<?cs /if ?>
		<?cs if:invitation.inspection ?>
			<dt><?cs var:M.joint.v_inspection ?></dt>
			<dd><a href="<?cs var:invitation.inspection ?>"><?cs var:M.joint.v_open ?></a></dd>
		<?cs /if ?>
	</dl>
<?cs /def ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph row between top">
		<div>
			<h1><?cs var:M.joint.v_title ?></h1>
			<p class="row small">
				<?cs call:tag(invitation.tone, invitation.state_name) ?>
				<span><?cs var:invitation.firm ?></span>
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
			<?cs if:to_begin ?>
				<?cs call:note("", M.joint.v_begin, M.joint.v_begin_text) ?>
			<?cs /if ?>
			<section class="panel" aria-labelledby="h-what">
				<h2 class="h2" id="h-what"><?cs var:M.joint.v_what ?></h2>
				<?cs call:invitation_facts() ?>
			</section>
		</div>
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
