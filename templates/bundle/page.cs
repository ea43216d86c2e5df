<?cs # Where a record is asked for as one file.  Data: crumbs, subject.*, jobs, under_way (cgi/bundle/bundle.c). ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.bundle.title ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph">
		<h1><?cs var:M.bundle.title ?></h1>
		<p class="muted"><?cs var:subject.number ?>　<?cs var:subject.title ?></p>
	</div>

	<div class="cols c-desk">
		<div class="stack-l">

			<?cs if:subcount(jobs) ?>
				<section>
					<h2 class="h2"><?cs var:M.bundle.made ?></h2>
					<?cs if:under_way ?>
						<p class="small muted pad-s" role="status"><?cs var:M.bundle.wait ?></p>
					<?cs /if ?>

					<?cs each:jb = jobs ?>
						<section class="panel">
							<div class="row between">
								<h3><?cs var:M.bundle.at ?> <span class="num"><?cs var:jb.at ?></span></h3>
								<?cs call:tag(jb.tone, jb.label) ?>
							</div>

							<?cs if:jb.state == "running" || jb.state == "queued" ?>
								<p class="pad-s">
									<progress max="100" value="<?cs var:jb.percent ?>"
											 aria-label="<?cs var:M.bundle.state_running ?>"></progress>
									 <span class="num"><?cs var:jb.percent ?> %</span>
								</p>

							<?cs elif:jb.state == "failed" ?>
								<p class="small pad-s"><?cs var:M.bundle.failed ?></p>

							<?cs elif:jb.href ?>
								<dl class="facts tight">
									<dt><?cs var:M.bundle.size ?></dt>
									<dd class="num"><?cs var:jb.size ?></dd>
									<dt><?cs var:M.bundle.holds ?></dt>
									<dd>
										<?cs var:jb.steps ?> <?cs var:M.bundle.steps ?>　<?cs var:jb.documents ?>
										 <?cs var:M.bundle.documents ?>　<?cs var:jb.files ?> <?cs var:M.bundle.files ?>
									</dd>
									<dt><?cs var:M.bundle.expires ?></dt>
									<dd class="num"><?cs var:jb.expires ?></dd>
									<dt>SHA-256</dt>
									<dd class="hash"><?cs var:jb.sha256 ?></dd>
								</dl>
								<p class="row pad-s">
									<a class="btn" href="<?cs var:jb.href ?>"><?cs var:M.bundle.download ?></a>
								</p>
							<?cs /if ?>
						</section>

					<?cs /each ?>
				</section>
			<?cs else ?>
				<section class="panel"><?cs call:empty(M.bundle.none, M.bundle.none_text) ?></section>
			<?cs /if ?>

		</div>
		<aside class="stack-l">
			<section class="panel">
				<h2 class="h2">
					<?cs if:subcount(jobs) ?><?cs var:M.bundle.again ?><?cs else ?><?cs var:M.bundle.make ?><?cs /if ?>
				</h2>
				<p class="small pad-s"><?cs var:subject.text ?></p>

				<form class="form one" method="post" action="<?cs var:subject.action ?>">
					<?cs call:form_hidden() ?>
					<p class="btns">
						<button class="btn<?cs if:subcount(jobs) ?> sec<?cs /if ?>"
								<?cs if:under_way ?> disabled<?cs /if ?>>
							<?cs var:M.bundle.make ?>
						</button>
					</p>
				</form>

				<p class="small muted"><?cs var:M.bundle.secret ?></p>
			</section>
		</aside>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
