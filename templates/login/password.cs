<?cs # One's own password.  Data: me.problem. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.me.password_title ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.me.password_title ?></h1>
		<p class="muted"><?cs var:M.me.password_rules ?></p>
	</div>

	<?cs if:me.problem ?>
		<div class="note zhu summary" role="alert" tabindex="-1">
			<h2><?cs var:me.problem ?></h2>
		</div>
	<?cs /if ?>

	<form class="form" method="post" action="/desk/me/password" novalidate>
		<input type="hidden" name="_csrf" value="<?cs var:form.csrf ?>">
		<input type="hidden" name="username" value="<?cs var:session.username ?>" autocomplete="username">

		<div class="fld">
			<label for="f-current"><?cs var:M.me.password_current ?></label>
			<input class="in" id="f-current" name="current" type="password" autocomplete="current-password">
		</div>

		<div class="fld">
			<label for="f-fresh"><?cs var:M.me.password_fresh ?></label>
			<input class="in" id="f-fresh" name="fresh" type="password" autocomplete="new-password">
		</div>

		<div class="fld">
			<label for="f-again"><?cs var:M.me.password_again ?></label>
			<input class="in" id="f-again" name="again" type="password" autocomplete="new-password">
		</div>

		<p class="btns">
			<button class="btn"><?cs var:M.me.password_send ?></button>
			<a href="/desk/me"><?cs var:M.me.title ?></a>
		</p>
	</form>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
