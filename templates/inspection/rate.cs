<?cs # The rating of an inspection by whoever holds its code.  Data: rate, form. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.inspect.r_title ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<div class="ph">
			<h1><?cs var:M.inspect.r_title ?></h1>
			<p class="lead"><?cs var:M.inspect.r_lead ?></p>
		</div>

		<?cs if:rate.word ?>
			<div class="note <?cs if:rate.done ?>song<?cs else ?>zhu<?cs /if ?>" role="status">
				<p><?cs var:rate.word ?></p>
			</div>
		<?cs /if ?>

		<?cs if:!rate.done ?>
			<?cs call:form_problems() ?>
			<form class="form" method="post" action="/rate/<?cs var:rate.ref ?>" novalidate data-rate-form>
				<?cs if:Lang.field ?>
					<input type="hidden" name="lang" value="en">
				<?cs /if ?>
				<?cs call:form_fields() ?>
				<p class="btns"><button class="btn lg"><?cs var:M.inspect.r_send ?></button></p>
			</form>
		<?cs /if ?>
	</div>

	<script src="<?cs var:Assets.code_js ?>" defer></script>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
