<?cs # What a party sends in.  Data: me, case.0, send, form. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs include:"door/macros_door.cs" ?>
<?cs set:Page.title = send.title ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<nav aria-label="<?cs var:M.nav.where ?>">
			<ol class="crumb">
				<li><a href="/my/<?cs var:Lang.qs ?>"><?cs var:M.door.title ?></a></li>
				<li><a href="<?cs var:case.0.href ?>"><?cs var:case.0.cause ?></a></li>
				<li aria-current="page"><?cs var:send.title ?></li>
			</ol>
		</nav>
		<?cs call:door_head(send.title) ?>
		<p class="lead"><?cs var:send.lead ?></p>
		<p class="small muted"><?cs var:case.0.cause ?> <span class="num"><?cs var:case.0.number ?></span></p>

		<?cs call:form_problems() ?>
		<?cs if:!send.may ?>
			<?cs call:note("amber", M.door.not_now, M.door.not_now_text) ?>
		<?cs /if ?>
		<?cs if:send.may || subcount(form.problems) ?>
			<?cs call:form_begin(send.path) ?>
			<input type="hidden" name="once" value="<?cs var:send.once ?>">
			<?cs call:form_fields() ?>
			<p class="small muted pad-s"><?cs var:M.door.send_kept ?></p>
			<p class="btns">
				<button class="btn lg"><?cs var:M.door.send ?></button>
				<a href="<?cs var:case.0.href ?>"><?cs var:M.form.cancel ?></a>
			</p>
			<?cs call:form_end() ?>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
