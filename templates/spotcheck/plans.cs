<?cs # Annual plans.  Data: plans, may_write, pages_first, pages_next. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.spot_plans ?>
<?cs def:body() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:M.menu.spot_plans ?></h1>
			<p class="muted"><?cs var:M.spot.plans_lead ?></p>
		</div>
		<?cs if:may_write ?>
			<p class="row"><a class="btn" href="/desk/spotcheck/plans/new"><?cs var:M.admin.spot_plan.title ?></a></p>
		<?cs /if ?>
	</div>

	<section class="panel flush" aria-label="<?cs var:M.menu.spot_plans ?>">
		<?cs if:subcount(plans) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.spot.plan ?></th>
						<th scope="col"><?cs var:M.field.year ?></th>
						<th scope="col"><?cs var:M.admin.agency ?></th>
						<th scope="col"><?cs var:M.spot.lines ?></th>
						<th scope="col"><?cs var:M.admin.state ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:pl = plans ?>
						<tr>
							<td><a class="t" href="<?cs var:pl.href ?>"><?cs var:pl.title ?></a></td>
							<td class="num" data-l="<?cs var:M.field.year ?>"><?cs var:pl.year ?></td>
							<td data-l="<?cs var:M.admin.agency ?>"><?cs var:pl.agency ?></td>
							<td class="num" data-l="<?cs var:M.spot.lines ?>"><?cs var:pl.lines ?></td>
							<td>
								<?cs if:pl.published ?>
									<?cs call:tag("song", M.spot.published) ?>
									 <span class="small muted num"><?cs var:pl.published_at ?></span>
								<?cs else ?>
									<?cs call:tag("amber", M.spot.state.draft) ?>
								<?cs /if ?>
							</td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.spot.no_plans, M.spot.no_plans_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(pages_first, pages_next) ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
