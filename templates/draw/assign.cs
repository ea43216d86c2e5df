<?cs # draw/assign.cs - officers chosen by hand for an object without a team.  Data: draw, object, nobody, form. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.draw.assign ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/draws/"><?cs var:M.draw.list_title ?></a></li>
			<li><a href="/desk/draws/<?cs var:draw.id ?>"><?cs var:draw.id ?></a></li>
			<li aria-current="page"><?cs var:M.draw.assign ?></li>
		</ol>
	</nav>

	<div class="ph">
		<h1><?cs var:M.draw.assign ?></h1>
		<p><?cs var:draw.title ?> · <span class="hash"><?cs var:object ?></span></p>
	</div>

	<?cs call:form_problems() ?>

	<?cs if:nobody ?>
		<div class="note amber">
			<p><?cs var:M.draw.assign_nobody ?></p>
		</div>
	<?cs else ?>
		<section class="panel">
			<p><?cs var:M.draw.assign_text ?></p>
			<?cs call:form_begin("/desk/draws/" + draw.id + "/assign") ?>
			<input type="hidden" name="object" value="<?cs var:object ?>">
			<?cs call:form_fields() ?>
			<?cs call:form_buttons(M.draw.assign_send, "/desk/draws/" + draw.id) ?>
			<?cs call:form_end() ?>
		</section>
	<?cs /if ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
