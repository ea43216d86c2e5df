<?cs # One act's form.  Data: inspection, act, form, caps, visited. ?>
<?cs include:"macros.cs" ?>
<?cs include:"inspection/macros.cs" ?>
<?cs set:Page.title = act.title ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/inspections/"><?cs var:M.menu.inspections ?></a></li>
			<?cs if:inspection.state ?>
				<li><a href="<?cs var:act.back ?>"><?cs var:inspection.name ?></a></li>
			<?cs /if ?>
			<li aria-current="page"><?cs var:act.title ?></li>
		</ol>
	</nav>

	<div class="ph">
		<h1><?cs var:act.title ?></h1>
		<p>
			<?cs var:inspection.name ?>
			<?cs if:inspection.object ?> · <span class="hash"><?cs var:inspection.object ?></span><?cs /if ?>
		</p>
		<p class="muted"><?cs var:act.lead ?></p>
	</div>

	<?cs if:subcount(changes) ?><?cs call:changes() ?><?cs /if ?>

	<?cs if:subcount(form.problems) == #0 && (caps.agency_full || caps.firm_full) ?>
		<div class="note amber stack-s">
			<p>
				<?cs if:caps.agency_full ?>
					<?cs var:M.inspect.caps_agency_full ?>
				<?cs else ?>
					<?cs var:M.inspect.caps_firm_full ?>
				<?cs /if ?>
				 <a href="#h-caps"><?cs var:M.inspect.caps_see ?></a>
			</p>
		</div>
	<?cs /if ?>

	<?cs call:form_problems() ?>

	<?cs call:form_begin(act.path) ?>
	<?cs if:inspection.state ?>
		<input type="hidden" name="_version" value="<?cs var:inspection.version ?>">
	<?cs /if ?>
	<?cs if:act.subject ?>
		<input type="hidden" name="_subject" value="<?cs var:act.subject ?>">
	<?cs /if ?>
	<?cs if:act.visit ?>
		<input type="hidden" name="_visit" value="<?cs var:act.visit ?>">
	<?cs /if ?>

	<?cs call:form_fields() ?>
	<?cs call:form_buttons(act.title, act.back) ?>
	<?cs call:form_end() ?>

	<?cs if:caps.year ?>
		<div class="pad-t"><?cs call:caps() ?></div>
	<?cs /if ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
