<?cs # One plan and its lines.  Data: crumbs, plans.0.*, lines, plan.{version,add,publish}. ?>
<?cs include:"macros.cs" ?>
<?cs include:"spotcheck/macros.cs" ?>
<?cs include:"admin/macros.cs" ?>
<?cs set:Page.title = plans.0.title ?>
<?cs set:lines_act = "1" ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph row between top">
		<div>
			<h1><?cs var:plans.0.title ?></h1>
			<p>
				<?cs var:plans.0.agency ?> · <span class="num"><?cs var:plans.0.year ?></span>
				 <?cs if:plans.0.published ?>
					<?cs call:tag("song", M.spot.published) ?>
					 <span class="small muted num"><?cs var:plans.0.published_at ?></span>
				<?cs else ?>
					<?cs call:tag("amber", M.spot.state.draft) ?>
				<?cs /if ?>
			</p>
		</div>
		<div class="row">
			<?cs if:plan.add ?>
				<a class="btn sec" href="<?cs var:plan.add ?>"><?cs var:M.admin.spot_line.title ?></a>
			<?cs /if ?>
			<?cs if:plan.publish ?>
				<?cs call:admin_button(plan.publish, "btn", M.spot.publish, "", "", plan.version) ?>
			<?cs /if ?>
		</div>
	</div>

	<?cs if:!plans.0.published ?><?cs call:note("", "", M.spot.plan_draft) ?><?cs /if ?>

	<section class="panel flush pad-s" aria-label="<?cs var:M.spot.lines ?>">
		<?cs if:subcount(lines) ?>
			<?cs call:spot_lines() ?>
		<?cs else ?>
			<?cs call:empty(M.spot.no_lines, M.spot.no_lines_text) ?>
		<?cs /if ?>
	</section>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
