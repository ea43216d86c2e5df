<?cs # The public reports.  Data: report, form. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.source.r_title ?>
<?cs set:Page.nav = "report" ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<div class="ph">
			<h1><?cs var:M.source.r_title ?></h1>
			<p class="lead"><?cs var:M.source.r_lead ?></p>
			<p><a href="/report/status<?cs var:Lang.qs ?>"><?cs var:M.source.r_status ?></a></p>
		</div>

		<div class="cols c-2-1">
			<div>
				<?cs if:!report.open ?>
					<?cs call:note("amber", M.source.r_closed, M.source.r_closed_text) ?>
				<?cs else ?>
					<?cs call:form_problems() ?>
					<form class="form" method="post" action="/report<?cs var:Lang.qs ?>" novalidate>
						<input type="hidden" name="once" value="<?cs var:report.once ?>">
						<?cs call:form_fields() ?>
						<p class="btns"><button class="btn lg"><?cs var:M.source.r_send ?></button></p>
					</form>
				<?cs /if ?>
			</div>

			<aside class="stack-l" aria-label="<?cs var:M.source.r_know ?>">
				<section>
					<h2 class="h2"><?cs var:M.source.r_consumer ?></h2>
					<p class="pad-s"><?cs var:M.source.r_consumer_text ?></p>
				</section>
				<section>
					<h2 class="h2"><?cs var:M.source.r_kept ?></h2>
					<p class="pad-s"><?cs var:M.source.r_kept_text ?></p>
				</section>
				<section>
					<h2 class="h2"><?cs var:M.source.r_then ?></h2>
					<p class="pad-s"><?cs var:M.source.r_then_text ?></p>
				</section>
			</aside>
		</div>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
