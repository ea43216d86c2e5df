<?cs # What somebody asks approval for.  Data: ask.*, sheet, chain, form.*. ?>
<?cs include:"macros.cs" ?>
<?cs include:"case/macros.cs" ?>
<?cs include:"case/macros_brief.cs" ?>
<?cs set:Page.title = ask.title ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<header class="folio-h">
		<h1><?cs var:ask.title ?></h1>
		<p><a href="<?cs var:case.path ?>"><?cs var:case.title ?></a></p>
		<?cs call:case_facts_line() ?>
	</header>

	<?cs call:form_problems() ?>

	<div class="cols c-desk c-beside">
		<?cs call:brief() ?>
		<div class="stack-l">

			<section class="panel">
				<h2 class="h2">
					<?cs var:M.approval.asked ?>
					 <small><?cs var:ask.by ?>　<span class="num"><?cs var:ask.at ?></span></small>
				</h2>
				<?cs if:ask.party ?>
					<p class="pad-s">
						<?cs call:tag("dai", M.act.for_party) ?>
						 <b><?cs var:ask.party ?></b>
					</p>
				<?cs /if ?>
				<?cs call:sheet_of(sheet) ?>
				<?cs if:ask.document ?>
					<p class="pad-s">
						<a class="btn sm sec" href="<?cs var:ask.document ?>"><?cs var:M.approval.draft ?></a>
					</p>
				<?cs /if ?>
			</section>

			<?cs if:ask.mine ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.approval.answer ?></h2>
					<?cs call:form_begin(ask.path) ?>
					<?cs call:form_fields() ?>
					<p class="btns">
						<button class="btn"><?cs var:M.approval.send ?></button>
						<a href="<?cs var:case.path ?>"><?cs var:M.form.cancel ?></a>
					</p>
					<?cs call:form_end() ?>
				</section>

			<?cs else ?>
				<div class="note">
					<p><?cs var:ask.state ?></p>
				</div>
			<?cs /if ?>
		</div>

		<aside class="stack-l">
			<section class="panel">
				<h2 class="h2"><?cs var:M.approval.chain ?></h2>
				<ol class="plumb pad-s">
					<li>
						<h3><?cs var:ask.by ?></h3>
						<p class="small muted">
							<?cs var:M.approval.requested ?>　<span class="num"><?cs var:ask.at ?></span>
						</p>
					</li>

					<?cs each:link = chain ?>
						<li<?cs if:link.state ?> class="<?cs var:link.state ?>"<?cs /if ?>>
							<h3>
								<?cs var:link.duty ?>
								<?cs if:link.name ?>
									 <?cs var:link.name ?>
									<?cs if:link.deputy ?> <?cs call:tag("amber", link.deputy) ?><?cs /if ?>
								<?cs /if ?>
							</h3>
							<?cs if:link.verdict ?>
								<p class="small muted">
									<?cs var:link.verdict ?>　<span class="num"><?cs var:link.at ?></span>
								</p>
								<?cs if:link.words ?>
									<p class="small lines"><?cs var:link.words ?></p>
								<?cs /if ?>
							<?cs /if ?>
						</li>

					<?cs /each ?>
				</ol>
			</section>

			<?cs if:ask.basis ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.act.about ?></h2>
					<p class="small"><?cs var:ask.basis ?></p>
				</section>
			<?cs /if ?>
		</aside>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
