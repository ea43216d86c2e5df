<?cs # A firm refuses a visit.  Data: me, visit.0, refuse, form. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs include:"door/macros_door.cs" ?>
<?cs set:Page.title = M.door.refuse ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<nav aria-label="<?cs var:M.nav.where ?>">
			<ol class="crumb">
				<li><a href="/my/<?cs var:Lang.qs ?>"><?cs var:M.door.title ?></a></li>
				<li><a href="<?cs var:refuse.back ?>"><?cs var:visit.0.kind ?></a></li>
				<li aria-current="page"><?cs var:M.door.refuse ?></li>
			</ol>
		</nav>
		<?cs call:door_head(M.door.refuse) ?>
		<p class="lead"><?cs var:M.door.refuse_lead ?></p>
		<p class="small muted pad-s">
			<?cs var:visit.0.agency ?>
			 <span class="num"><?cs var:visit.0.from_at ?> – <?cs var:visit.0.to_at ?></span>
		</p>
		<?cs if:!visit.0.routine ?>
			<?cs call:note("amber", M.door.refuse_other, M.door.refuse_other_text) ?>
		<?cs /if ?>
		<div class="pad-s">
			<?cs call:note("zhu", M.door.refuse_warn, M.door.refuse_warn_text) ?>
		</div>

		<?cs call:form_problems() ?>
		<?cs if:refuse.may ?>
			<?cs call:form_begin(refuse.path) ?>
			<?cs call:form_fields() ?>
			<p class="btns">
				<button class="btn lg"><?cs var:M.door.refuse_send ?></button>
				<a href="<?cs var:refuse.back ?>"><?cs var:M.form.cancel ?></a>
			</p>
			<?cs call:form_end() ?>
		<?cs else ?>
			<p class="pad-s"><?cs var:M.door.refuse_no ?></p>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
