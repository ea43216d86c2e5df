<?cs # The second officer reads and signs.  Data: ask.*, record, form.*. ?>
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
					<?cs var:M.cosign.record ?>
					 <small><?cs var:ask.by ?>　<span class="num"><?cs var:ask.at ?></span></small>
				</h2>
				<?cs call:record_of(record) ?>
				<?cs if:ask.document ?>
					<p class="pad-s">
						<a class="btn sm sec" href="<?cs var:ask.document ?>"><?cs var:M.cosign.paper ?></a>
					</p>
				<?cs /if ?>
			</section>

			<?cs if:ask.mine ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.cosign.sign ?></h2>
					<p class="pad-s"><?cs var:M.cosign.sign_text ?></p>
					<?cs call:form_begin(ask.path) ?>
					<?cs each:cf = form.fields ?>
						<?cs if:cf.name != "username" ?><?cs call:fld(cf) ?><?cs /if ?>
					<?cs /each ?>
					<p class="btns">
						<button class="btn" name="_way" value="sign"><?cs var:M.cosign.do_sign ?></button>
						<button class="btn risk" name="_way" value="refuse"><?cs var:M.cosign.do_refuse ?></button>
					</p>
					<?cs call:form_end() ?>
				</section>

			<?cs elif:ask.here ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.cosign.here ?> <small><?cs var:ask.officer ?></small></h2>
					<p class="pad-s"><?cs var:M.cosign.here_text ?></p>
					<?cs call:form_begin(ask.path) ?>
					<?cs each:cf = form.fields ?>
						<?cs if:cf.name != "words" ?><?cs call:fld(cf) ?><?cs /if ?>
					<?cs /each ?>
					<p class="btns">
						<button class="btn" name="_way" value="sign"><?cs var:M.cosign.do_sign ?></button>
						<a href="<?cs var:case.path ?>"><?cs var:M.form.cancel ?></a>
					</p>
					<?cs call:form_end() ?>
				</section>

			<?cs else ?>
				<div class="note">
					<p><?cs var:ask.officer ?>　<?cs var:ask.state ?></p>
				</div>
			<?cs /if ?>
		</div>

		<aside class="stack-l">
			<section class="panel">
				<h2 class="h2"><?cs var:M.act.about ?></h2>
				<p class="small"><?cs var:M.cosign.basis ?></p>
			</section>
		</aside>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
