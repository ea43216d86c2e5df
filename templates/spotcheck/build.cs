<?cs # Adding firms of the register by query: the count first.  Data: crumbs, form.*,
	build.{region,industry,licence,classes,fresh,present,ended}. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.spot.build ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph">
		<h1><?cs var:M.spot.build ?></h1>
		<p class="muted"><?cs var:M.spot.build_lead ?></p>
	</div>

	<?cs call:form_problems() ?>

	<div class="stack-l">
		<form class="form panel" method="get" action="/desk/spotcheck/objects/build">
			<?cs call:form_fields() ?>
			<p class="btns"><button class="btn sec"><?cs var:M.spot.count ?></button></p>
		</form>

		<section class="panel">
			<h2 class="h2"><?cs var:M.spot.counted ?></h2>
			<div class="figs pad-s">
				<div class="fig">
					<b><?cs var:build.fresh ?></b>
					<span><?cs var:M.spot.fresh ?></span>
				</div>
				<div class="fig">
					<b><?cs var:build.present ?></b>
					<span><?cs var:M.spot.present ?></span>
				</div>
				<div class="fig">
					<b><?cs var:build.ended ?></b>
					<span><?cs var:M.spot.taken_out ?></span>
				</div>
			</div>

			<form class="pad-s2" method="post" action="/desk/spotcheck/objects/build">
				<?cs call:form_hidden() ?>
				<input type="hidden" name="region" value="<?cs var:build.region ?>">
				<input type="hidden" name="industry" value="<?cs var:build.industry ?>">
				<input type="hidden" name="licence" value="<?cs var:build.licence ?>">
				<input type="hidden" name="classes" value="<?cs var:build.classes ?>">
				<p class="btns row">
					<button class="btn"><?cs var:M.spot.build_send ?></button>
					<a href="/desk/spotcheck/objects/"><?cs var:M.form.cancel ?></a>
				</p>
			</form>
		</section>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
