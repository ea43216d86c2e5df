<?cs # What a party sends in.  Data: me, case.0, send, came, inputs, form. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs include:"door/macros_door.cs" ?>
<?cs set:Page.title = send.title ?>
<?cs # files: with the script one field takes them all, in pieces ?>
<?cs def:send_files() ?>
	<fieldset class="fld" id="f-files" tabindex="-1" data-files="<?cs var:send.files_path ?>"
			 data-count="<?cs var:send.files_count ?>" data-size="<?cs var:send.files_size ?>"
			 data-sending="<?cs var:M.evidence.sending ?>" data-failed="<?cs var:M.evidence.failed ?>"
			 data-large="<?cs var:M.door.file_large ?>" data-many="<?cs var:M.door.file_many ?>">
		<legend><?cs var:M.door.files ?> <span class="cap"><?cs var:M.form.optional ?></span></legend>
		<p class="hint">
			<?cs var:send.files_hint ?>
			<noscript>
				 <?cs var:send.files_form ?>
			</noscript>
		</p>
		<?cs if:send.files_again ?>
			<p class="small"><b><?cs var:M.door.files_again ?></b></p>
		<?cs /if ?>
		<?cs if:send.came ?>
			<textarea name="files" readonly hidden><?cs var:send.came ?></textarea>
			<ul>
				<?cs each:fi = came ?>
					<li><?cs var:fi.name ?></li>
				<?cs /each ?>
			</ul>
		<?cs /if ?>
		<?cs each:fi = inputs ?>
			<p class="pad-s">
				<input class="in" type="file" name="<?cs var:fi.name ?>" aria-label="<?cs var:M.door.files ?>"
						 accept="image/jpeg,image/png,image/gif,image/webp,application/pdf,video/*,audio/*">
			</p>
		<?cs /each ?>
	</fieldset>

<?cs /def ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<nav aria-label="<?cs var:M.nav.where ?>">
			<ol class="crumb">
				<li><a href="/my/<?cs var:Lang.qs ?>"><?cs var:M.door.title ?></a></li>
				<li><a href="<?cs var:case.0.href ?>"><?cs var:case.0.cause ?></a></li>
				<li aria-current="page"><?cs var:send.title ?></li>
			</ol>
		</nav>
		<?cs call:door_head(send.title) ?>
		<p class="lead"><?cs var:send.lead ?></p>
		<?cs if:send.words ?>
			<div class="pad-s">
				<p class="panel"><?cs var:send.words ?></p>
			</div>
		<?cs /if ?>
		<p class="small muted pad-s">
			<?cs var:case.0.cause ?> <span class="num"><?cs var:case.0.number ?></span>
		</p>

		<?cs call:form_problems() ?>
		<?cs if:!send.may ?>
			<?cs call:note("amber", M.door.not_now, M.door.not_now_text) ?>
		<?cs /if ?>
		<?cs if:send.may || subcount(form.problems) ?>
			<?cs if:send.files ?>
				<?cs call:form_begin_files(send.path) ?>
			<?cs else ?>
				<?cs call:form_begin(send.path) ?>
			<?cs /if ?>
			<input type="hidden" name="once" value="<?cs var:send.once ?>">
			<?cs call:form_fields() ?>
			<?cs if:send.files ?>
				<?cs call:send_files() ?>
			<?cs /if ?>
			<p class="small muted pad-s"><?cs var:M.door.send_kept ?></p>
			<p class="btns">
				<button class="btn lg"><?cs var:M.door.send ?></button>
				<a href="<?cs var:case.0.href ?>"><?cs var:M.form.cancel ?></a>
			</p>
			<?cs call:form_end() ?>
			<?cs if:send.files ?>
				<script src="<?cs var:Assets.door_js ?>" defer></script>
			<?cs /if ?>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
