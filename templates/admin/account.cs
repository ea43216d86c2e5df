<?cs # One account.  Data: crumbs, account.0.*, account.{path,self,officer}, form.*. ?>
<?cs include:"macros.cs" ?>
<?cs include:"admin/macros.cs" ?>
<?cs set:Page.title = account.0.username ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph">
		<h1><?cs var:account.0.display_name ?> <span class="hash"><?cs var:account.0.username ?></span></h1>
		<p>
			<?cs if:account.0.active ?>
				<?cs call:tag("song", M.admin.on) ?>
			<?cs else ?>
				<?cs call:tag("amber", M.admin.off) ?>
			<?cs /if ?>
		</p>
	</div>

	<?cs call:form_problems() ?>
	<?cs call:admin_reset(account.path) ?>

	<div class="cols c-desk">
		<div class="stack-l">

			<section class="panel">
				<h2 class="h2"><?cs var:M.admin.account_facts ?></h2>
				<dl class="facts">
					<dt><?cs var:M.admin.office ?></dt>
					<dd>
						<?cs if:account.0.agency_name ?>
							<?cs var:account.0.agency_name ?>
							<?cs if:account.0.unit_name ?> · <?cs var:account.0.unit_name ?><?cs /if ?>
						<?cs else ?>
							–
						<?cs /if ?>
					</dd>
					<?cs if:account.officer ?>
						<dt><?cs var:M.admin.is_officer ?></dt>
						<dd><a href="<?cs var:account.officer ?>"><?cs var:account.0.officer_name ?></a></dd>
					<?cs /if ?>
					<dt><?cs var:M.admin.duties_held ?></dt>
					<dd>
						<?cs if:account.0.duties ?>
							<?cs var:account.0.duties ?>
						<?cs else ?>
							<span class="muted"><?cs var:M.admin.no_duty ?></span>
						<?cs /if ?>
					</dd>
					<dt><?cs var:M.admin.made_at ?></dt>
					<dd class="num"><?cs var:account.0.created_at ?></dd>
					<dt><?cs var:M.admin.password_at ?></dt>
					<dd class="num">
						<?cs if:account.0.password_at ?>
							<?cs var:account.0.password_at ?>
						<?cs else ?>
							<?cs var:M.admin.none_set ?>
						<?cs /if ?>
					</dd>
					<dt><?cs var:M.admin.totp_at ?></dt>
					<dd class="num">
						<?cs if:account.0.totp_at ?>
							<?cs var:account.0.totp_at ?>
						<?cs else ?>
							<?cs var:M.admin.none_set ?>
						<?cs /if ?>
					</dd>
				</dl>
			</section>

			<section class="panel">
				<h2 class="h2"><?cs var:M.admin.do ?></h2>
				<div class="row">

					<?cs call:admin_button(account.path + "/password", "btn sec",
							 M.admin.reset_password, "", "", "") ?>
					<?cs call:admin_button(account.path + "/totp", "btn sec", M.admin.reset_totp, "", "", "") ?>

					<?cs if:!account.self ?>
						<?cs if:account.0.active ?>
							<?cs call:admin_button(account.path + "/active", "btn risk", M.admin.switch_off, "active",
									 "0", account.0.version) ?>
						<?cs else ?>
							<?cs call:admin_button(account.path + "/active", "btn", M.admin.switch_on, "active", "1",
									 account.0.version) ?>
						<?cs /if ?>
					<?cs /if ?>
				</div>

				<p class="small muted pad-s"><?cs var:M.admin.do_text ?></p>
			</section>
		</div>

		<aside class="stack-l">
			<section class="panel">
				<h2 class="h2"><?cs var:M.admin.about ?></h2>
				<p class="small"><?cs var:M.admin.duties_elsewhere ?></p>
			</section>
		</aside>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
