<?cs # The form of a step.  Data: act.*, form.*, since (conflict). ?>
<?cs include:"macros.cs" ?>
<?cs include:"case/macros.cs" ?>
<?cs include:"case/macros_brief.cs" ?>
<?cs set:Page.title = act.label ?>
<?cs def:body() ?>
	<?cs if:!act.is_new ?><?cs call:crumb(crumbs) ?><?cs /if ?>

	<header class="folio-h">
		<h1><?cs var:act.title ?></h1>
		<?cs if:act.is_new ?>
		<?cs else ?>
			<p><a href="<?cs var:case.path ?>"><?cs var:case.title ?></a></p>
			<?cs call:case_facts_line() ?>
		<?cs /if ?>
		<?cs if:act.party ?>
			<p class="row small">
				<?cs call:tag("dai", M.act.for_party) ?>
				 <b><?cs var:act.party ?></b>
			</p>
		<?cs /if ?>
	</header>

	<?cs if:act.conflict ?>
		<section class="note amber stack-s summary" role="alert" tabindex="-1">
			<h2><?cs var:M.act.conflict_title ?></h2>
			<p><?cs var:M.act.conflict_text ?></p>
		</section>
	<?cs /if ?>

	<?cs if:back.by ?>
		<section class="note zhu stack-s">
			<h2>
				<?cs var:M.act.given_back ?>
				 <small><?cs var:back.by ?>　<span class="num"><?cs var:back.at ?></span></small>
			</h2>
			<p class="lines"><?cs var:back.words ?></p>
		</section>
	<?cs elif:act.code == "report" && brief.review.0.objects ?>
		<?cs call:brief_objections(brief.review.0) ?>
	<?cs /if ?>

	<?cs call:form_problems() ?>

	<div class="cols c-desk<?cs if:brief.on ?> c-beside<?cs /if ?>">
		<?cs call:brief() ?>
		<div class="stack-l">

			<?cs call:same_files() ?>
			<?cs call:form_begin(act.path) ?>
			<?cs if:act.track ?>
				<input type="hidden" name="_track" value="<?cs var:act.track ?>">
			<?cs /if ?>
			<?cs if:act.subject ?>
				<input type="hidden" name="_subject" value="<?cs var:act.subject ?>">
			<?cs /if ?>
			<?cs if:act.visit ?>
				<input type="hidden" name="_visit" value="<?cs var:act.visit ?>">
			<?cs /if ?>
			<?cs if:act.request ?>
				<input type="hidden" name="_request" value="<?cs var:act.request ?>">
			<?cs /if ?>
			<?cs if:act.message ?>
				<input type="hidden" name="_message" value="<?cs var:act.message ?>">
			<?cs /if ?>
			<input type="hidden" name="_version" value="<?cs var:act.version ?>">

			<?cs if:subcount(form.fields) ?>
				<div class="panel"><?cs call:act_fields() ?></div>
			<?cs else ?>
				<p><?cs var:M.act.no_fields ?></p>
			<?cs /if ?>

			<p class="btns">
				<button class="btn">
					<?cs if:act.conflict ?>
						<?cs var:M.act.send_again ?>
					<?cs elif:act.chain ?>
						<?cs var:M.act.ask ?>
					<?cs else ?>
						<?cs var:M.act.send ?>
					<?cs /if ?>
				</button>
				<a href="<?cs var:act.back ?>"><?cs var:M.form.cancel ?></a>
			</p>

			<?cs call:form_end() ?>
		</div>

		<aside class="stack-l">

			<?cs if:act.conflict ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.act.since ?></h2>
					<?cs call:record_of(since) ?>
				</section>
			<?cs /if ?>

			<?cs if:remedy.on ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.case.remedy ?></h2>
					<?cs call:remedy_facts(remedy) ?>
				</section>
			<?cs /if ?>

			<?cs if:lenient.on ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.lenient.title ?></h2>
					<?cs if:subcount(lenient.lists) ?>
						<ul class="small">
							<?cs each:one = lenient.lists ?>
								<li>
									<b><?cs var:one.name ?></b>
									 <?cs var:one.conditions ?>（<?cs var:one.source ?>）
								</li>
							<?cs /each ?>
						</ul>
					<?cs elif:lenient.cause ?>
						<p class="small"><?cs var:M.lenient.no_list ?></p>
					<?cs else ?>
						<p class="small"><?cs var:M.lenient.no_cause ?></p>
					<?cs /if ?>
					<?cs each:one = lenient.before ?>
						<p class="small pad-s">
							<?cs var:one.party ?>：<?cs var:one.text ?>
							<?cs if:one.last_on ?>
								 <span class="num"><?cs var:one.last_on ?></span> <?cs var:one.agencies ?>
							<?cs /if ?>
						</p>
					<?cs /each ?>
					<p class="small muted"><?cs var:M.lenient.limits ?></p>
				</section>
			<?cs /if ?>

			<?cs if:act.basis || act.chain || act.cosign || subcount(act.figures) ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.act.about ?></h2>
					<?cs if:act.basis ?>
						<p class="small"><?cs var:act.basis ?></p>
					<?cs /if ?>
					<?cs if:subcount(act.figures) ?>
						<p class="small pad-s"><?cs var:M.act.figures ?></p>
						<ul class="small">
							<?cs each:figure = act.figures ?>
								<li><?cs var:figure.text ?></li>
							<?cs /each ?>
						</ul>
					<?cs /if ?>
					<?cs if:act.chain ?>
						<p class="small pad-s"><?cs var:act.chain ?></p>
					<?cs /if ?>
					<?cs if:act.cosign ?>
						<p class="small pad-s"><?cs var:M.act.cosign ?></p>
					<?cs /if ?>
				</section>
			<?cs /if ?>

		</aside>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
