<?cs # The account's own page.  Data: me.{duties,certificates,sign_ins,passkeys,since}; since. ?>
<?cs include:"macros.cs" ?>
<?cs include:"login/macros.cs" ?>
<?cs set:Page.title = M.me.title ?>
<?cs def:body() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:session.name ?></h1>
			<p class="muted">
				<?cs var:session.username ?>　<?cs var:session.agency ?>
				<?cs if:session.unit ?> · <?cs var:session.unit ?><?cs /if ?>
			</p>
		</div>

		<form class="row" method="post" action="/desk/logout">
			<input type="hidden" name="_csrf" value="<?cs var:form.csrf ?>">
			<button class="btn risk" name="everywhere" value="1"><?cs var:M.me.sign_out_everywhere ?></button>
		</form>
	</div>

	<div class="cols c-desk">
		<div class="stack-l">

			<?cs if:subcount(since) ?>
				<div class="note amber">
					<h2><?cs var:M.since.title ?></h2>
					<?cs call:login_since() ?>
				</div>
			<?cs /if ?>

			<section class="panel flush">
				<h2 class="h2"><?cs var:M.me.duties ?></h2>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.me.duty ?></th>
							<th scope="col"><?cs var:M.me.from ?></th>
							<th scope="col"><?cs var:M.me.until ?></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:duty = me.duties ?>
							<tr>
								<td>
									<b><?cs var:duty.name ?></b>
									<?cs if:duty.for_name ?>
										 <span class="small muted">
											<?cs var:M.me.stands_for ?> <?cs var:duty.for_name ?>
										</span>
									<?cs /if ?>
								</td>
								<td class="num" data-l="<?cs var:M.me.from ?>"><?cs var:duty.from_day ?></td>
								<td class="num" data-l="<?cs var:M.me.until ?>">
									<?cs if:duty.until_day ?>
										<?cs var:duty.until_day ?>
									<?cs else ?>
										<?cs var:M.me.open ?>
									<?cs /if ?>
								</td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			</section>

			<?cs if:subcount(me.certificates) ?>
				<section class="panel flush">
					<h2 class="h2"><?cs var:M.me.certificates ?></h2>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.me.certificate_no ?></th>
								<th scope="col"><?cs var:M.me.certificate_kind ?></th>
								<th scope="col"><?cs var:M.me.field ?></th>
								<th scope="col"><?cs var:M.me.valid ?></th>
								<th scope="col"><?cs var:M.me.status ?></th>
							</tr>
						</thead>
						<tbody>

							<?cs each:cert = me.certificates ?>
								<tr>
									<td class="num"><b><?cs var:cert.no ?></b></td>
									<td data-l="<?cs var:M.me.certificate_kind ?>"><?cs var:cert.kind ?></td>
									<td data-l="<?cs var:M.me.field ?>"><?cs var:cert.field ?></td>
									<td class="num" data-l="<?cs var:M.me.valid ?>">
										<?cs var:cert.valid_from ?> – <?cs var:cert.valid_to ?>
									</td>
									<td>
										<?cs if:cert.valid ?>
											<?cs call:tag("song", cert.status) ?>
										<?cs else ?>
											<?cs call:tag("zhu", cert.status) ?>
										<?cs /if ?>
									</td>
								</tr>

							<?cs /each ?>
						</tbody>
					</table>
				</section>
			<?cs /if ?>

			<section class="panel flush">
				<h2 class="h2"><?cs var:M.me.sign_ins ?> <small><?cs var:M.me.sign_ins_note ?></small></h2>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.me.at ?></th>
							<th scope="col"><?cs var:M.me.result ?></th>
							<th scope="col"><?cs var:M.me.remote ?></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:entry = me.sign_ins ?>
							<tr>
								<td class="num"><?cs var:entry.at ?></td>
								<td>
									<?cs if:entry.bad ?>
										<?cs call:tag("amber", entry.outcome) ?>
									<?cs else ?>
										<?cs var:entry.outcome ?>
									<?cs /if ?>
								</td>
								<td class="num" data-l="<?cs var:M.me.remote ?>"><?cs var:entry.remote ?></td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			</section>
		</div>

		<aside class="stack-l">
			<section class="panel">
				<h2 class="h2"><?cs var:M.me.password_title ?></h2>
				<p class="small"><a href="/desk/me/password"><?cs var:M.me.password_change ?></a></p>
			</section>

			<section class="panel">
				<h2 class="h2"><?cs var:M.me.sessions ?></h2>
				<?cs each:entry = me.sessions ?>
					<form class="row between" method="post" action="/desk/me/sessions">
						<input type="hidden" name="_csrf" value="<?cs var:form.csrf ?>">
						<span class="small">
							<span class="num"><?cs var:entry.auth_time ?></span>
							 <?cs var:entry.remote ?>
							<?cs if:entry.here ?>
								 <b><?cs var:M.me.session_here ?></b>
							<?cs /if ?>
						</span>
						<?cs if:!entry.here ?>
							<button class="btn sec sm" name="session" value="<?cs var:entry.id ?>">
								<?cs var:M.me.session_end ?>
								<span class="vh"> <?cs var:entry.auth_time ?></span>
							</button>
						<?cs /if ?>
					</form>
				<?cs /each ?>
			</section>

			<section class="panel">
				<h2 class="h2"><?cs var:M.me.code_title ?></h2>
				<p class="small"><?cs var:M.me.code_text ?></p>
			</section>

			<section class="panel">
				<h2 class="h2"><?cs var:M.me.passkey_title ?></h2>
				<?cs if:subcount(me.passkeys) ?>
					<ul class="small">
						<?cs each:entry = me.passkeys ?>
							<li><?cs var:entry.name ?></li>
						<?cs /each ?>
					</ul>
				<?cs /if ?>
				<p class="small"><a href="/desk/me/passkeys"><?cs var:M.me.passkey_manage ?></a></p>
			</section>

			<section class="panel">
				<h2 class="h2"><?cs var:M.me.session ?></h2>
				<p class="small"><?cs var:M.me.since ?> <?cs var:me.since ?></p>
				<p class="small muted"><?cs var:M.login.rules ?></p>
			</section>
		</aside>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
