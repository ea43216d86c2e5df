<?cs # One request.  Data: request, sent, acts, story. ?>
<?cs include:"macros.cs" ?>
<?cs include:"source/macros.cs" ?>
<?cs set:Page.title = request.number ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/source/"><?cs var:M.menu.source ?></a></li>
			<li aria-current="page"><?cs var:request.number ?></li>
		</ol>
	</nav>

	<div class="ph row between top">
		<div>
			<h1><?cs var:request.sort ?> <span class="num"><?cs var:request.number ?></span></h1>
			<p class="row small">
				<?cs call:tag(request.tone, request.state_name) ?>
				<?cs if:request.subject ?><span><?cs var:request.subject ?></span><?cs /if ?>
			</p>
		</div>
		<p class="row">
			<?cs each:ac = acts ?>
				<a class="btn<?cs if:ac.quiet ?> sec<?cs /if ?>" href="<?cs var:ac.href ?>"<?cs if:ac.key
					?> accesskey="<?cs var:ac.key ?>" data-key="<?cs var:ac.key ?>"<?cs /if ?>>
					<?cs var:ac.label ?>
					<?cs if:run.on && ac.key ?><kbd><?cs var:ac.key ?></kbd><?cs /if ?>
				</a>
			<?cs /each ?>
		</p>
	</div>

	<?cs call:request_run() ?>

	<div class="cols c-desk">
		<div class="stack-l">
			<?cs call:request_panels() ?>
		</div>
		<aside class="stack-l">
			<?cs call:request_advice() ?>
			<?cs call:request_alike() ?>
			<?cs call:request_kin() ?>
			<section class="panel" aria-labelledby="h-story">
				<h2 class="h2" id="h-story"><?cs var:M.source.story ?></h2>
				<ol class="plain acts">
					<li>
						<b><?cs var:M.source.step_received ?></b><br>
						<span class="num small muted"><?cs var:request.received ?></span>
					</li>
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
