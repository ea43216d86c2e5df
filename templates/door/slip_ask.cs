<?cs # Before a slip is printed.  Data: slip. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.action.slip_print ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.action.slip_print ?></h1>
		<p class="lead">
			<?cs var:slip.party ?>
			<?cs if:slip.number ?> <span class="muted"><?cs var:slip.number ?></span><?cs /if ?>
			<?cs if:slip.visit ?> <span class="muted num"><?cs var:slip.visit ?></span><?cs /if ?>
		</p>
	</div>

	<?cs if:slip.gone ?>
		<?cs call:note("amber", M.door.slip_gone, M.door.slip_gone_text) ?>
	<?cs /if ?>
	<div class="panel">
		<p><?cs var:M.door.slip_ask ?></p>
		<p class="pad-s">
			<?cs if:slip.person ?><?cs var:M.door.slip_person ?><?cs else ?><?cs var:M.door.slip_firm ?><?cs /if ?>
		</p>
		<p class="pad-s"><?cs var:M.door.slip_ends ?></p>
	</div>
	<?cs call:form_begin(slip.path) ?>
	<p class="btns">
		<button class="btn"><?cs var:M.door.slip_print ?></button>
		<a href="<?cs var:slip.back ?>"><?cs var:M.form.cancel ?></a>
	</p>
	<?cs call:form_end() ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
