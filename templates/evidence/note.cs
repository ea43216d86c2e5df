<?cs # A stored file and the annotations beside it.  Data: crumbs, file.*, notes, page.path, pages_first, pages_next,
	form.*. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.evidence.notes ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph">
		<h1><?cs var:M.evidence.notes ?></h1>
		<p class="muted"><?cs var:file.name ?></p>
	</div>

	<?cs call:form_problems() ?>

	<div class="cols c-desk">
		<div class="stack-l">

			<?cs if:file.kind == "image" ?>
				<section class="panel">
					<div class="pins" data-pins>
						<img src="<?cs var:file.small ?>" alt="<?cs var:file.name ?>">
					</div>
					<p class="small muted">
						<span hidden data-pins-how><?cs var:M.evidence.note_point ?> </span>
						<a href="<?cs var:file.href ?>"><?cs var:M.evidence.open ?></a>
					</p>
				</section>

			<?cs elif:file.kind == "video" ?>
				<section class="panel">
					<video class="file-img" controls preload="metadata" src="<?cs var:file.href ?>"
							 aria-label="<?cs var:file.name ?>" data-moment></video>
					<p hidden data-moment-take>
						<button class="btn sec sm" type="button"><?cs var:M.evidence.note_moment ?></button>
					</p>
				</section>

			<?cs elif:file.kind == "audio" ?>
				<section class="panel">
					<audio controls preload="metadata" src="<?cs var:file.href ?>" aria-label="<?cs var:file.name ?>"
							 data-moment></audio>
					<p hidden data-moment-take>
						<button class="btn sec sm" type="button"><?cs var:M.evidence.note_moment ?></button>
					</p>
				</section>

			<?cs else ?>
				<p><a class="btn sec" href="<?cs var:file.href ?>?save=1"><?cs var:M.evidence.save ?></a></p>
			<?cs /if ?>

			<section class="panel" aria-labelledby="h-notes">
				<h2 class="h2" id="h-notes"><?cs var:M.evidence.notes ?></h2>

				<?cs if:subcount(notes) ?>
					<ol class="notes">
						<?cs each:n = notes ?>
							<li<?cs if:n.x ?> data-x="<?cs var:n.x ?>" data-y="<?cs var:n.y ?>"<?cs /if ?>
									<?cs if:n.taken_back_at ?> class="back"<?cs /if ?>>
								<p class="lines">
									<?cs if:n.taken_back_at ?>
										<s><?cs var:n.body ?></s>
									<?cs else ?>
										<?cs var:n.body ?>
									<?cs /if ?>
								</p>
								<p class="small muted">
									<?cs if:n.spot ?><b data-spot><?cs var:n.spot ?></b> · <?cs /if ?><?cs var:n.by ?>
									 <span class="num"><?cs var:n.noted_at ?></span>
									<?cs if:n.taken_back_at ?>
										 · <?cs var:M.evidence.note_taken_back ?>
										 <span class="num"><?cs var:n.taken_back_at ?></span>
									<?cs /if ?>
								</p>
								<?cs if:n.back ?>
									<form method="post" action="<?cs var:n.back ?>">
										<?cs call:form_hidden() ?>
										<button class="btn sec sm">
											<?cs var:M.evidence.note_back ?>
											<span class="vh"><?cs var:M.home.colon ?><?cs var:n.body ?></span>
										</button>
									</form>
								<?cs /if ?>
							</li>
						<?cs /each ?>
					</ol>
				<?cs else ?>
					<p class="muted"><?cs var:M.evidence.notes_none ?></p>
				<?cs /if ?>
			</section>

			<?cs call:pager(pages_first, pages_next) ?>

		</div>
		<aside class="stack-l">
			<section class="panel">
				<h2 class="h2"><?cs var:M.evidence.note_add ?></h2>
				<p class="small muted"><?cs var:M.evidence.note_lead ?></p>

				<?cs call:form_begin(page.path) ?>
				<?cs call:form_fields() ?>
				<?cs call:form_buttons(M.evidence.note_add, "") ?>
				<?cs call:form_end() ?>
			</section>
		</aside>
	</div>
	<script src="<?cs var:Assets.note_js ?>" defer></script>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
