<?cs # What a firm asks for.  Data: me, wishes, wish, form. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs include:"door/macros_door.cs" ?>
<?cs set:Page.title = M.door.wish ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<?cs call:door_crumb(M.door.wish) ?>
		<?cs call:door_head(M.door.wish) ?>
		<p class="lead"><?cs var:M.door.wish_lead ?></p>
		<?cs call:door_wishes() ?>

		<?cs call:form_problems() ?>
		<?cs call:form_begin(wish.path) ?>
		<?cs call:form_fields() ?>
		<p class="btns">
			<button class="btn lg"><?cs var:M.door.wish_send ?></button>
			<a href="/my/<?cs var:Lang.qs ?>"><?cs var:M.form.cancel ?></a>
		</p>
		<?cs call:form_end() ?>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
