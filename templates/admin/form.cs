<?cs # A page that is one form.  Data: crumbs, page.{title,lead,send,subject,path,back,version,officer,row}, form.*,
	differs. ?>
<?cs include:"macros.cs" ?>
<?cs include:"admin/macros.cs" ?>
<?cs set:Page.title = page.title ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph">
		<h1><?cs var:page.title ?></h1>
		<?cs if:page.subject ?>
			<p class="strong"><?cs var:page.subject ?></p>
		<?cs /if ?>
	</div>

	<?cs call:form_problems() ?>

	<div class="cols c-desk">
		<div class="stack-l">

			<?cs call:form_begin(page.path) ?>
			<?cs if:page.version ?>
				<input type="hidden" name="_version" value="<?cs var:page.version ?>">
			<?cs /if ?>
			<?cs if:page.officer ?>
				<input type="hidden" name="_officer" value="<?cs var:page.officer ?>">
			<?cs /if ?>
			<?cs if:page.row ?>
				<input type="hidden" name="_row" value="<?cs var:page.row ?>">
			<?cs /if ?>

			<div class="panel"><?cs call:admin_fields() ?></div>

			<?cs if:page.send ?>
				<?cs call:form_buttons(page.send, page.back) ?>
			<?cs else ?>
				<?cs call:form_buttons(M.form.save, page.back) ?>
			<?cs /if ?>

			<?cs call:form_end() ?>
		</div>

		<?cs if:page.lead || subcount(differs) ?>
			<aside class="stack-l">

				<?cs if:subcount(differs) ?>
					<section class="panel">
						<h2 class="h2"><?cs var:M.admin.differs ?></h2>
						<dl>
							<?cs each:df = differs ?>
								<dt class="small muted"><?cs var:df.label ?></dt>
								<dd>
									<?cs var:M.admin.stored_now ?>
									<b><?cs if:df.theirs ?><?cs var:df.theirs ?><?cs else ?>–<?cs /if ?></b><br>
									<?cs var:M.admin.you_typed ?>
									<?cs if:df.mine ?><?cs var:df.mine ?><?cs else ?>–<?cs /if ?>
								</dd>
							<?cs /each ?>
						</dl>
					</section>
				<?cs /if ?>

				<?cs if:page.lead ?>
					<section class="panel">
						<h2 class="h2"><?cs var:M.admin.about ?></h2>
						<p class="small"><?cs var:page.lead ?></p>
					</section>
				<?cs /if ?>

			</aside>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
