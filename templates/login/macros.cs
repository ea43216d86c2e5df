<?cs # macros.cs - parts of an account's own pages. ?>
<?cs # What happened to the account since the sign-in before.  Data: since_at, since.N.{at,text}. ?>
<?cs def:login_since() ?>
	<p><?cs var:M.since.after ?> <span class="num"><?cs var:since_at ?></span></p>
	<ul>
		<?cs each:entry = since ?>
			<li><span class="num"><?cs var:entry.at ?></span>　<?cs var:entry.text ?></li>
		<?cs /each ?>
	</ul>
	<p class="small"><?cs var:M.since.help ?></p>
<?cs /def ?>
<?cs # Of a form of assets/passkey.js: what it fills in, and where it says what went wrong. ?>
<?cs def:passkey_fields() ?>
	<input type="hidden" name="passkey_id">
	<input type="hidden" name="passkey_client">
	<input type="hidden" name="passkey_data">
	<input type="hidden" name="passkey_signature">
	<p class="note zhu" role="alert" hidden data-passkey-said data-failed="<?cs var:M.login.passkey_failed ?>"
		 data-again="<?cs var:M.login.passkey_again ?>"></p>
<?cs /def ?>
<?cs # What is asked for again: the code, or where there are passkeys one of them.  Data: passkey.ids. ?>
<?cs def:passkey_confirm(id, word) ?>
	<div class="fld">
		<label for="<?cs var:id ?>"><?cs var:M.login.code ?></label>
		<input class="in" id="<?cs var:id ?>" name="code" inputmode="numeric" autocomplete="one-time-code"
				 maxlength="9" required>
	</div>

	<p class="btns">
		<button class="btn"><?cs var:word ?></button>
		<?cs if:passkey.ids ?>
			<button class="btn sec" hidden data-passkey-with data-by-passkey><?cs var:M.me.passkey_instead ?></button>
		<?cs /if ?>
	</p>
<?cs /def ?>
