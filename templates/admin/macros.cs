<?cs # macros.cs - parts of the administrators' pages. ?>
<?cs # the bar above a list: one search field, and a select when its label is given ?>
<?cs def:admin_bar(bar_action, bar_label, bar_name, bar_select, bar_options) ?>
	<form class="row panel listbar" role="search" aria-label="<?cs var:bar_label ?>" method="get"
			 action="<?cs var:bar_action ?>">
		<div class="fld grow">
			<label for="aq"><?cs var:bar_label ?></label>
			<input class="in" id="aq" name="q" type="search" value="<?cs var:q ?>" autocomplete="off">
		</div>
		<?cs if:bar_select ?>
			<div class="fld">
				<label for="asel"><?cs var:bar_select ?></label>
				<select class="in" id="asel" name="<?cs var:bar_name ?>">
					<option value=""><?cs var:M.admin.all ?></option>
					<?cs each:bo = bar_options ?>
						<option value="<?cs var:bo.value ?>"<?cs if:bo.on ?> selected<?cs /if ?>>
							<?cs var:bo.label ?>
						</option>
					<?cs /each ?>
				</select>
			</div>
		<?cs /if ?>
		<button class="btn sec"><?cs var:M.register.search ?></button>
	</form>

<?cs /def ?>
<?cs # a form that is one button; the page may put hidden fields in with the two names given ?>
<?cs def:admin_button(ab_action, ab_class, ab_label, ab_name, ab_value, ab_version) ?>
	<form method="post" action="<?cs var:ab_action ?>">
		<?cs call:form_hidden() ?>
		<?cs if:ab_version ?>
			<input type="hidden" name="_version" value="<?cs var:ab_version ?>">
		<?cs /if ?>
		<?cs if:ab_name ?>
			<input type="hidden" name="<?cs var:ab_name ?>" value="<?cs var:ab_value ?>">
		<?cs /if ?>
		<button class="<?cs var:ab_class ?>"><?cs var:ab_label ?></button>
	</form>

<?cs /def ?>
<?cs # a reset that waits for a second administrator.  Data: reset.{waits,other}. ?>
<?cs def:admin_reset(ar_path) ?>
	<?cs if:reset.waits ?>
		<div class="note amber" role="status">
			<h2><?cs var:M.admin.reset_waits ?></h2>
			<p><?cs var:M.admin.reset_waits_text ?></p>
			<?cs if:reset.other ?>
				<?cs call:admin_button(ar_path + "/confirm", "btn", M.admin.reset_confirm, "", "", "") ?>
			<?cs /if ?>
		</div>
	<?cs /if ?>

<?cs /def ?>
<?cs # fields with a heading where a group begins ?>
<?cs def:admin_fields() ?>
	<div class="flds">

		<?cs each:af = form.fields ?>
			<?cs if:af.heading ?>
				<h2 class="h2 wide"><?cs var:af.heading ?></h2>
			<?cs /if ?>

			<?cs if:af.type == "rows" ?><?cs call:fld_rows(af) ?><?cs else ?><?cs call:fld(af) ?><?cs /if ?>

		<?cs /each ?>
	</div>

<?cs /def ?>
<?cs # where an account or officer belongs ?>
<?cs def:admin_office(ao) ?>
	<?cs var:ao.agency_name ?>
	<?cs if:ao.unit_name ?><br><span class="small muted"><?cs var:ao.unit_name ?></span><?cs /if ?>
<?cs /def ?>

<?cs # the filters above a log ?>
<?cs def:log_bar() ?>
	<form class="row panel listbar" role="search" aria-label="<?cs var:log_title ?>" method="get"
			 action="<?cs var:log_path ?>">
		<?cs if:log_of ?>
			<div class="fld grow<?cs if:q.of_short ?> bad<?cs /if ?>">
				<label for="lo"><?cs var:M.admin.read_of ?></label>
				<?cs if:q.of_short ?>
					<p class="err" id="lo-e"><?cs var:M.admin.read_of_short ?></p>
				<?cs /if ?>
				<input class="in" id="lo" name="of" value="<?cs var:q.of ?>" autocomplete="off"
						<?cs if:q.of_short ?> aria-invalid="true" aria-describedby="lo-e"<?cs /if ?>>
			</div>
		<?cs /if ?>
		<div class="fld grow">
			<label for="la"><?cs var:M.login.username ?></label>
			<input class="in" id="la" name="account" value="<?cs var:q.account ?>" autocomplete="off"
					 autocapitalize="none" spellcheck="false">
		</div>
		<div class="fld<?cs if:q.bad_day ?> bad<?cs /if ?>">
			<label for="ld"><?cs var:M.admin.log_day ?></label>
			<?cs if:q.bad_day ?>
				<p class="err" id="ld-e"><?cs var:M.problem.day ?></p>
				<input class="in" id="ld" name="day" value="<?cs var:q.day ?>" aria-invalid="true"
						 aria-describedby="ld-e" autocomplete="off">
			<?cs else ?>
				<input class="in" id="ld" name="day" type="date" value="<?cs var:q.day ?>">
			<?cs /if ?>
		</div>
		<button class="btn sec"><?cs var:M.admin.filter ?></button>
	</form>

<?cs /def ?>
<?cs def:log_who(lw) ?>
	<b><?cs var:lw.username ?></b>
	<?cs if:lw.display_name ?><br><span class="small muted"><?cs var:lw.display_name ?></span><?cs /if ?>
<?cs /def ?>

<?cs # a line break ends it ?>
