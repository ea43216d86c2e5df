<?cs # The passkeys of one's own.  Data: me.{passkeys,problem}; passkey.{party,challenge,ids,pass,user,name}. ?>
<?cs include:"macros.cs" ?>
<?cs include:"login/macros.cs" ?>
<?cs set:Page.title = M.me.passkey_title ?>
<?cs def:form_of() ?>
	<input type="hidden" name="_csrf" value="<?cs var:form.csrf ?>">
	<input type="hidden" name="_pass" value="<?cs var:passkey.pass ?>">
	<?cs call:passkey_fields() ?>
<?cs /def ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.me.passkey_title ?></h1>
		<p class="muted"><?cs var:M.me.passkey_text ?></p>
	</div>

	<?cs if:me.problem ?>
		<div class="note zhu summary" role="alert" tabindex="-1">
			<h2><?cs var:me.problem ?></h2>
		</div>
	<?cs /if ?>

	<div class="stack-l">
		<section class="panel flush">
			<h2 class="h2"><?cs var:M.me.passkey_those ?></h2>
			<?cs if:subcount(me.passkeys) ?>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.me.passkey_name ?></th>
							<th scope="col"><?cs var:M.me.passkey_party ?></th>
							<th scope="col"><?cs var:M.me.passkey_added ?></th>
							<th scope="col"><?cs var:M.me.passkey_used ?></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:entry = me.passkeys ?>
							<tr>
								<td><b><?cs var:entry.name ?></b></td>
								<td data-l="<?cs var:M.me.passkey_party ?>"><?cs var:entry.party ?></td>
								<td class="num" data-l="<?cs var:M.me.passkey_added ?>"><?cs var:entry.added_at ?></td>
								<td class="num" data-l="<?cs var:M.me.passkey_used ?>">
									<?cs if:entry.used_at ?>
										<?cs var:entry.used_at ?>
									<?cs else ?>
										<?cs var:M.me.passkey_never ?>
									<?cs /if ?>
								</td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			<?cs else ?>
				<p class="pad-s"><?cs var:M.me.passkey_no_one ?></p>
			<?cs /if ?>
		</section>

		<section class="panel pad-s">
			<h2 class="h2"><?cs var:M.me.passkey_add ?></h2>
			<p class="small" data-passkey-none><?cs var:M.me.passkey_none ?></p>
			<?cs if:passkey.party ?>
				<form class="form" method="post" action="/desk/me/passkeys" novalidate hidden data-passkey data-make
						 data-passkey-with data-renew="/desk/me/passkeys" data-party="<?cs var:passkey.party ?>"
						 data-challenge="<?cs var:passkey.challenge ?>" data-ids="<?cs var:passkey.ids ?>"
						 data-site="<?cs var:M.site.name ?>" data-user="<?cs var:passkey.user ?>"
						 data-account="<?cs var:session.username ?>" data-person="<?cs var:session.name ?>">
					<?cs call:form_of() ?>
					<input type="hidden" name="made_client">
					<input type="hidden" name="made_data">

					<div class="fld">
						<label for="f-name"><?cs var:M.me.passkey_name ?></label>
						<p class="hint" id="f-name-h"><?cs var:M.me.passkey_name_hint ?></p>
						<input class="in" id="f-name" name="name" value="<?cs var:passkey.name ?>" maxlength="40"
								 aria-describedby="f-name-h" required>
					</div>

					<?cs call:passkey_confirm("f-code-add", M.me.passkey_make) ?>
				</form>
			<?cs /if ?>
		</section>

		<?cs if:subcount(me.passkeys) ?>
			<section class="panel pad-s">
				<h2 class="h2"><?cs var:M.me.passkey_remove ?></h2>
				<form class="form" method="post" action="/desk/me/passkeys/remove" novalidate data-passkey
						 data-renew="/desk/me/passkeys" data-party="<?cs var:passkey.party ?>"
						 data-challenge="<?cs var:passkey.challenge ?>" data-ids="<?cs var:passkey.ids ?>">
					<?cs call:form_of() ?>

					<div class="fld">
						<label for="f-passkey"><?cs var:M.me.passkey_which ?></label>
						<select class="in" id="f-passkey" name="passkey">
							<?cs each:entry = me.passkeys ?>
								<option value="<?cs var:entry.id ?>"><?cs var:entry.name ?></option>
							<?cs /each ?>
						</select>
					</div>

					<?cs call:passkey_confirm("f-code-remove", M.me.passkey_remove) ?>
				</form>
			</section>
		<?cs /if ?>

		<p><a href="/desk/me"><?cs var:M.me.title ?></a></p>
	</div>

	<?cs if:passkey.party ?>
		<script src="<?cs var:Assets.passkey_js ?>" defer></script>
	<?cs /if ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
