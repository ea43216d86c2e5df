<?cs # The page of an activation link.  Data: activate.{gone,token,username,password,secret,sealed,uri,problem}. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.activate.title ?>
<?cs def:body() ?>
	<div class="panel stack">
		<h1><?cs var:M.activate.title ?></h1>

		<?cs if:activate.gone ?>
			<div class="note amber" role="status">
				<h2><?cs var:M.activate.gone ?></h2>
				<p><?cs var:M.activate.gone_help ?></p>
			</div>
		<?cs else ?>

			<?cs if:activate.problem ?>
				<div class="note zhu summary" role="alert" tabindex="-1">
					<h2><?cs var:activate.problem ?></h2>
				</div>
			<?cs /if ?>

			<form class="form" method="post" action="/desk/activate" novalidate>
				<input type="hidden" name="_csrf" value="<?cs var:form.csrf ?>">
				<input type="hidden" name="t" value="<?cs var:activate.token ?>">
				<p><?cs var:M.login.username ?>: <b><?cs var:activate.username ?></b></p>

				<?cs if:activate.password ?>
					<p class="small muted"><?cs var:M.activate.rules ?></p>

					<div class="fld">
						<label for="f-password"><?cs var:M.me.password_fresh ?></label>
						<input class="in" id="f-password" name="password" type="password" autocomplete="new-password">
					</div>

					<div class="fld">
						<label for="f-again"><?cs var:M.me.password_again ?></label>
						<input class="in" id="f-again" name="again" type="password" autocomplete="new-password">
					</div>

				<?cs else ?>
					<div class="fld">
						<label for="f-password"><?cs var:M.me.password_current ?></label>
						<input class="in" id="f-password" name="password" type="password"
								 autocomplete="current-password">
					</div>
				<?cs /if ?>

				<?cs if:activate.secret ?>
					<input type="hidden" name="_secret" value="<?cs var:activate.sealed ?>">
					<p><?cs var:M.activate.secret_text ?></p>
					<dl class="facts">
						<dt><?cs var:M.activate.secret ?></dt>
						<dd><code><?cs var:activate.secret ?></code></dd>
						<dt><?cs var:M.activate.uri ?></dt>
						<dd><code><?cs var:activate.uri ?></code></dd>
					</dl>
				<?cs /if ?>

				<div class="fld">
					<label for="f-code"><?cs var:M.login.code ?></label>
					<input class="in lg" id="f-code" name="code" inputmode="numeric" autocomplete="one-time-code"
							 maxlength="9">
				</div>

				<p class="btns"><button class="btn lg"><?cs var:M.activate.send ?></button></p>
			</form>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs include:"layout/bare.cs" ?>
