<?cs # draw/visit.cs - the plain result of one visit, and its signature.  Data: visit, results, form. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = visit.name ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/visits/"><?cs var:M.draw.visits ?></a></li>
			<li aria-current="page"><?cs var:visit.name ?></li>
		</ol>
	</nav>

	<div class="ph">
		<h1><?cs var:visit.name ?></h1>
		<p><?cs var:visit.object ?> · <?cs var:visit.title ?> · <?cs var:visit.state_name ?></p>
	</div>

	<?cs call:form_problems() ?>

	<?cs if:visit.open ?>
		<p class="pad-s">
			<a class="btn sec" href="/desk/inspections/new?visit=<?cs var:visit.ref ?>">
				<?cs var:M.home.new_inspection ?>
			</a>
		</p>
		<?cs call:form_begin("/desk/visits/" + visit.ref) ?>
		<input type="hidden" name="_version" value="<?cs var:visit.version ?>">
		<p><?cs var:M.draw.visit_lead ?></p>
		<?cs call:form_fields() ?>
		<?cs call:form_buttons(M.draw.visit_send, "/desk/visits/") ?>
		<?cs call:form_end() ?>

	<?cs else ?>
		<section class="panel">
			<dl class="facts">
				<dt><?cs var:M.draw.visit_day ?></dt>
				<dd><?cs var:visit.day ?></dd>
				<dt><?cs var:M.draw.visit_by ?></dt>
				<dd><?cs var:visit.recorder ?></dd>
				<?cs each:re = results ?>
					<dt><?cs var:re.item ?></dt>
					<dd><?cs var:re.result ?></dd>
				<?cs /each ?>
				<?cs if:visit.note ?>
					<dt><?cs var:M.draw.visit_note ?></dt>
					<dd class="lines"><?cs var:visit.note ?></dd>
				<?cs /if ?>
				<?cs if:visit.due ?>
					<dt><?cs var:M.draw.visit_due ?></dt>
					<dd><?cs var:visit.due ?></dd>
				<?cs /if ?>
			</dl>
		</section>

		<?cs if:visit.sign ?>
			<section class="panel pad-s2">
				<h2 class="h2"><?cs var:M.cosign.sign ?></h2>
				<p class="pad-s"><?cs var:M.draw.visit_sign_text ?></p>
				<?cs call:form_begin("/desk/visits/" + visit.ref + "/sign") ?>
				<?cs each:sf = form.fields ?>
					<?cs if:sf.name != "username" ?><?cs call:fld(sf) ?><?cs /if ?>
				<?cs /each ?>
				<p class="btns">
					<button class="btn" name="way" value="sign"><?cs var:M.draw.visit_sign ?></button>
					<button class="btn risk" name="way" value="refuse"><?cs var:M.draw.visit_refuse ?></button>
				</p>
				<?cs call:form_end() ?>
			</section>

		<?cs elif:visit.here ?>
			<section class="panel pad-s2">
				<h2 class="h2"><?cs var:M.cosign.here ?></h2>
				<p class="pad-s"><?cs var:M.draw.visit_here_text ?></p>
				<?cs call:form_begin("/desk/visits/" + visit.ref + "/sign") ?>
				<?cs call:form_fields() ?>
				<p class="btns"><button class="btn" name="way" value="sign"><?cs var:M.draw.visit_sign ?></button></p>
				<?cs call:form_end() ?>
			</section>
		<?cs /if ?>

		<?cs if:visit.clue_number ?>
			<p class="note pad-s2">
				<?cs var:M.draw.visit_clue_made ?>
				 <?cs if:visit.clue_href ?>
					<a href="<?cs var:visit.clue_href ?>"><?cs var:visit.clue_number ?></a>
				<?cs else ?>
					<b><?cs var:visit.clue_number ?></b>
				<?cs /if ?>
			</p>
		<?cs elif:visit.clue ?>
			<p class="pad-s2"><a class="btn sec" href="<?cs var:visit.clue ?>"><?cs var:M.draw.visit_clue ?></a></p>
		<?cs /if ?>
	<?cs /if ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
