<?cs # Signing in: name and password, then the one-time code or a passkey.  Data:
	login.{code,pass,username,next,problem,help,locked,wait,ended,kept}; passkey.{party,challenge,ids}. ?>
<?cs include:"macros.cs" ?>
<?cs include:"login/macros.cs" ?>
<?cs set:Page.title = M.login.title ?>
<?cs def:body() ?>
	<div class="panel stack">
		<h1><?cs if:login.code ?><?cs var:M.login.code_title ?><?cs else ?><?cs var:M.login.title ?><?cs /if ?></h1>

		<?cs if:login.ended ?>
			<div class="note amber" role="status">
				<h2><?cs var:login.ended ?></h2>
				<p><?cs var:M.login.ended_help ?></p>
			</div>
		<?cs /if ?>

		<?cs if:login.kept ?>
			<div class="note" role="status">
				<h2><?cs var:M.login.kept ?></h2>
				<p><?cs var:M.login.kept_help ?></p>
			</div>
		<?cs /if ?>

		<?cs if:login.problem ?>
			<div class="note <?cs if:login.locked ?>amber<?cs else ?>zhu<?cs /if ?> summary" role="alert"
					 tabindex="-1">
				<h2><?cs var:login.problem ?></h2>
				<p><?cs var:login.help ?></p>
			</div>
		<?cs /if ?>

		<form class="form" method="post" action="/desk/login" novalidate>
			<input type="hidden" name="_csrf" value="<?cs var:form.csrf ?>">
			<?cs if:login.next ?>
				<input type="hidden" name="next" value="<?cs var:login.next ?>">
			<?cs /if ?>

			<?cs if:login.wait ?>
				<input type="hidden" name="_wait" value="<?cs var:login.wait ?>">
			<?cs /if ?>

			<?cs if:login.code ?>
				<input type="hidden" name="_pass" value="<?cs var:login.pass ?>">
				<p><?cs var:M.login.signing_in_as ?> <b><?cs var:login.username ?></b></p>

				<div class="fld">
					<label for="f-code"><?cs var:M.login.code ?></label>
					<p class="hint" id="f-code-h"><?cs var:M.login.code_hint ?></p>
					<input class="in lg" id="f-code" name="code" inputmode="numeric" autocomplete="one-time-code"
							 maxlength="9" aria-describedby="f-code-h" autofocus>
				</div>

				<p class="btns">
					<button class="btn lg"><?cs var:M.login.enter ?></button>
					<a href="/desk/login"><?cs var:M.login.again ?></a>
				</p>

			<?cs else ?>
				<div class="fld">
					<label for="f-username"><?cs var:M.login.username ?></label>
					<input class="in" id="f-username" name="username" value="<?cs var:login.username ?>"
							 autocomplete="username" autocapitalize="none" spellcheck="false">
				</div>

				<div class="fld">
					<label for="f-password"><?cs var:M.login.password ?></label>
					<input class="in" id="f-password" name="password" type="password" autocomplete="current-password">
				</div>

				<p class="btns"><button class="btn"><?cs var:M.login.next ?></button></p>

			<?cs /if ?>
		</form>

		<?cs if:login.code && passkey.ids ?>
			<form class="form" method="post" action="/desk/login" hidden data-passkey data-passkey-with
					 data-party="<?cs var:passkey.party ?>" data-challenge="<?cs var:passkey.challenge ?>"
					 data-ids="<?cs var:passkey.ids ?>">
				<input type="hidden" name="_csrf" value="<?cs var:form.csrf ?>">
				<input type="hidden" name="_pass" value="<?cs var:login.pass ?>">
				<?cs if:login.next ?>
					<input type="hidden" name="next" value="<?cs var:login.next ?>">
				<?cs /if ?>
				<?cs call:passkey_fields() ?>
				<p><?cs var:M.login.passkey_or ?></p>
				<p class="btns">
					<button class="btn sec lg" data-by-passkey><?cs var:M.login.passkey_use ?></button>
				</p>
			</form>
			<script src="<?cs var:Assets.passkey_js ?>" defer></script>
		<?cs /if ?>

		<p class="small muted"><?cs var:M.login.rules ?></p>
	</div>

<?cs /def ?>
<?cs include:"layout/bare.cs" ?>
