<?cs # A witness at a draw, on their own device.  Data: draw, w, said. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.witness.title ?>
<?cs def:keep() ?>
	<?cs if:Lang.field ?>
		<input type="hidden" name="lang" value="en">
	<?cs /if ?>
	<input type="hidden" name="token" value="<?cs var:w.token ?>">
	<input type="hidden" name="own" value="<?cs var:w.own ?>">
<?cs /def ?>

<?cs def:who_field() ?>
	<div class="fld">
		<label for="w-name"><?cs var:M.witness.name ?></label>
		<p class="hint"><?cs var:M.witness.name_hint ?></p>
		<input class="in" id="w-name" name="name" value="<?cs var:w.name ?>" maxlength="21" autocomplete="off">
	</div>
<?cs /def ?>

<?cs def:look_form(look_label) ?>
	<form method="post" action="/draws/<?cs var:draw.id ?>/witness" data-look>
		<?cs call:keep() ?>
		<button class="btn sec" name="do" value="look"><?cs var:look_label ?></button>
	</form>
<?cs /def ?>

<?cs def:body() ?>
	<div class="panel stack witness" data-witness="<?cs var:draw.id ?>"
			<?cs if:w.waits || w.known ?> data-known="1"<?cs /if ?><?cs if:w.waits ?> data-waits="1"<?cs /if ?>>

		<h1><?cs var:M.witness.title ?></h1>
		<p>
			<b><?cs var:draw.title ?></b>
			<br>
			<span class="small muted"><?cs var:draw.agency ?> · <?cs var:draw.id ?></span>
		</p>

		<?cs if:said.text ?>
			<div class="note <?cs if:said.good ?>song<?cs else ?>zhu<?cs /if ?>" role="status">
				<p><?cs var:said.text ?></p>
			</div>
		<?cs /if ?>

		<?cs if:!w.for_witness ?>
			<p><?cs var:M.witness.no_witness ?></p>

		<?cs elif:!w.known ?>
			<form class="stack" method="post" action="/draws/<?cs var:draw.id ?>/witness" data-enter>
				<?cs if:Lang.field ?>
					<input type="hidden" name="lang" value="en">
				<?cs /if ?>
				<input type="hidden" name="own" value="<?cs var:w.own ?>">
				<div class="fld">
					<label for="w-token"><?cs var:M.witness.token ?></label>
					<p class="hint"><?cs var:M.witness.token_hint ?></p>
					<input class="in" id="w-token" name="token" maxlength="64" autocomplete="off" spellcheck="false">
				</div>
				<button class="btn" name="do" value="look"><?cs var:M.witness.enter ?></button>
			</form>

		<?cs elif:w.may_pledge ?>
			<p><?cs var:M.witness.pledge_text ?></p>

			<form class="stack" method="post" action="/draws/<?cs var:draw.id ?>/witness" data-pledge>
				<?cs call:keep() ?>
				<?cs call:who_field() ?>

				<div class="fld">
					<label for="w-value"><?cs var:M.witness.value ?></label>
					<p class="hint"><?cs var:M.witness.value_hint ?></p>
					<input class="in" id="w-value" name="value" maxlength="60" autocomplete="off">
				</div>

				<div class="stack" data-nojs>
					<div class="note amber">
						<p><?cs var:M.witness.nojs ?></p>
					</div>
					<div class="fld">
						<label for="w-tail"><?cs var:M.witness.tail ?></label>
						<input class="in mono" id="w-tail" name="tail" value="<?cs var:w.tail ?>" maxlength="40"
								 autocomplete="off">
					</div>
					<div class="fld">
						<label for="w-pledge"><?cs var:M.witness.own_pledge ?></label>
						<p class="hint">
							<?cs var:M.witness.own_pledge_hint ?> <code>printf '%s\n%s' NAME VALUE | sha256sum</code>
						</p>
						<input class="in mono" id="w-pledge" name="pledge" maxlength="64" autocomplete="off">
					</div>
				</div>

				<button class="btn lg block" name="do" value="pledge"><?cs var:M.witness.pledge ?></button>
			</form>

		<?cs elif:w.may_reveal ?>
			<p>
				<?cs if:draw.pledges ?>
					<?cs var:M.witness.reveal_text ?>
				<?cs else ?>
					<?cs var:M.witness.open_text ?>
				<?cs /if ?>
			</p>

			<form class="stack" method="post" action="/draws/<?cs var:draw.id ?>/witness" data-reveal>
				<?cs call:keep() ?>
				<?cs if:!draw.pledges ?><?cs call:who_field() ?><?cs /if ?>

				<div class="fld">
					<label for="w-value">
						<?cs if:draw.pledges ?>
							<?cs var:M.witness.whole_value ?>
						<?cs else ?>
							<?cs var:M.witness.value ?>
						<?cs /if ?>
					</label>
					<input class="in mono" id="w-value" name="value" value="<?cs var:w.value ?>" maxlength="256"
							 autocomplete="off">
				</div>
				<button class="btn lg block" name="do" value="reveal"><?cs var:M.witness.reveal ?></button>
			</form>

		<?cs elif:w.waits ?>
			<p><?cs var:M.witness.waits ?></p>
			<?cs if:w.value ?>
				<div class="note amber">
					<p><?cs var:M.witness.write_down ?></p>
					<p><code><?cs var:w.value ?></code></p>
				</div>
			<?cs /if ?>

			<p class="small muted" data-kept hidden><?cs var:M.witness.kept ?></p>
			<?cs call:look_form(M.witness.refresh) ?>

		<?cs elif:w.revealed ?>
			<p><?cs var:M.witness.done ?></p>
			<p>
				<a class="btn sec" href="/draws/<?cs var:draw.id ?><?cs var:Lang.qs ?>">
					<?cs var:M.witness.to_draw ?>
				</a>
			</p>

		<?cs else ?>
			<p><?cs var:M.witness.over ?></p>
			<p>
				<a class="btn sec" href="/draws/<?cs var:draw.id ?><?cs var:Lang.qs ?>">
					<?cs var:M.witness.to_draw ?>
				</a>
			</p>
		<?cs /if ?>

	</div>
	<script src="<?cs var:Assets.witness_js ?>" defer></script>

<?cs /def ?>
<?cs include:"layout/bare.cs" ?>
