<?cs # What became of a report.  Data: reports, form. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.source.st_title ?>
<?cs set:Page.nav = "report" ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<div class="ph">
			<h1><?cs var:M.source.st_title ?></h1>
			<p class="lead"><?cs var:M.source.st_lead ?></p>
		</div>

		<?cs if:subcount(reports) ?>
			<?cs each:report = reports ?>
				<section class="panel" aria-labelledby="h-<?cs var:report.number ?>" role="status">
					<h2 class="h2" id="h-<?cs var:report.number ?>"><?cs var:report.state ?></h2>
					<dl class="facts">
						<dt><?cs var:M.source.number ?></dt>
						<dd class="num"><?cs var:report.number ?></dd>
						<dt><?cs var:M.source.sort ?></dt>
						<dd><?cs var:report.sort ?></dd>
						<dt><?cs var:M.source.received ?></dt>
						<dd class="num"><?cs var:report.received ?></dd>
						<dt><?cs var:M.source.holder ?></dt>
						<dd><?cs var:report.agency ?></dd>
						<?cs if:report.answer ?>
							<dt><?cs var:M.source.answer ?></dt>
							<dd>
								<span class="lines"><?cs var:report.answer ?></span>
								<br>
								<span class="num small muted"><?cs var:report.told ?></span>
							</dd>
						<?cs /if ?>
					</dl>
				</section>
			<?cs /each ?>
			<p class="pad-t"><a href="/report/status<?cs var:Lang.qs ?>"><?cs var:M.source.st_other ?></a></p>
		<?cs else ?>
			<?cs call:form_problems() ?>
			<form class="form" method="post" action="/report/status<?cs var:Lang.qs ?>" novalidate>
				<?cs call:form_fields() ?>
				<p class="btns"><button class="btn lg"><?cs var:M.source.st_ask ?></button></p>
			</form>
			<p class="pad-t"><a href="/report<?cs var:Lang.qs ?>"><?cs var:M.source.r_title ?></a></p>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
