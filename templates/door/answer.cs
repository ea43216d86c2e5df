<?cs # The answer to a message.  Data: message, sent, act, form. ?>
<?cs include:"macros.cs" ?>
<?cs include:"door/macros_desk.cs" ?>
<?cs set:Page.title = M.door.answer_it ?>
<?cs def:body() ?>
	<?cs call:door_message_head() ?>
	<div class="ph">
		<h1><?cs var:M.door.answer_it ?></h1>
		<p class="lead"><?cs var:M.door.answer_lead ?></p>
	</div>
	<?cs call:form_problems() ?>
	<div class="cols c-desk">
		<div>
			<?cs call:form_begin(act.path) ?>
			<input type="hidden" name="_version" value="0">
			<div class="panel"><?cs call:form_fields() ?></div>
			<?cs call:form_buttons(M.door.answer_send, message.href) ?>
			<?cs call:form_end() ?>
		</div>
		<div class="stack-l"><?cs call:door_message_panels() ?></div>
	</div>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
