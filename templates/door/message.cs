<?cs # One message.  Data: message, sent, acts. ?>
<?cs include:"macros.cs" ?>
<?cs include:"door/macros_desk.cs" ?>
<?cs set:Page.title = message.number ?>
<?cs def:body() ?>
	<?cs call:door_message_head() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:message.sort ?> <span class="num"><?cs var:message.number ?></span></h1>
			<p class="row small">
				<?cs call:tag(message.tone, message.state_name) ?>
				<?cs if:message.late ?><?cs call:tag("zhu", M.door.late) ?><?cs /if ?>
				<span><?cs var:message.party ?></span>
			</p>
		</div>
		<p class="row">
			<?cs each:ac = acts ?>
				<a class="btn<?cs if:ac.quiet ?> sec<?cs /if ?>" href="<?cs var:ac.href ?>"><?cs var:ac.label ?></a>
			<?cs /each ?>
		</p>
	</div>
	<div class="stack-l"><?cs call:door_message_panels() ?></div>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
