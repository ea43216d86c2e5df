<?cs # The register: search, and choosing a party for a form.  Data: q, for.*, found, found_next, asked, too_short. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.register ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs if:for.what ?><?cs var:for.title ?><?cs else ?><?cs var:M.menu.register ?><?cs /if ?></h1>
		<p class="muted"><?cs var:M.register.how ?></p>
	</div>

	<form class="row panel listbar" role="search" aria-label="<?cs var:M.menu.register ?>" method="get"
			 action="/desk/register/">
		<?cs if:for.what ?>
			<input type="hidden" name="for" value="<?cs var:for.what ?>">
		<?cs /if ?>
		<?cs if:for.case ?>
			<input type="hidden" name="case" value="<?cs var:for.case ?>">
		<?cs /if ?>
		<div class="fld grow">
			<label for="rq"><?cs var:M.register.q ?></label>
			<input class="in" id="rq" name="q" type="search" value="<?cs var:q ?>" autocomplete="off">
		</div>
		<button class="btn"><?cs var:M.register.search ?></button>
	</form>

	<?cs if:too_short ?>
		<div class="note amber pad-s" role="status">
			<p><?cs var:M.register.too_short ?></p>
		</div>
	<?cs /if ?>

	<?cs if:asked ?>
		<section class="panel flush pad-s" aria-label="<?cs var:M.register.results ?>">
			<?cs if:subcount(found) ?>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.register.name ?></th>
							<th scope="col"><?cs var:M.register.kind ?></th>
							<th scope="col"><?cs var:M.register.address ?></th>
							<th scope="col"><span class="vh"><?cs var:M.home.act ?></span></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:one = found ?>
							<tr>
								<td>
									<a class="t" href="<?cs var:one.href ?>"><?cs var:one.name ?></a>
									<br>
									<span class="hash">
										<?cs if:one.code ?>
											<?cs var:one.code ?>
										<?cs else ?>
											<span class="muted"><?cs var:M.register.no_code ?></span>
										<?cs /if ?>
									</span>
								</td>
								<td data-l="<?cs var:M.register.kind ?>">
									<?cs var:one.kind ?>
									<?cs if:one.status ?> <?cs call:tag("amber", one.status) ?><?cs /if ?>
								</td>
								<td class="small" data-l="<?cs var:M.register.address ?>"><?cs var:one.address ?></td>
								<td class="right nowrap">
									<?cs if:one.pick ?>
										<a class="btn sm" href="<?cs var:one.pick ?>">
											<?cs var:M.register.pick ?>
											<span class="vh"><?cs var:M.home.colon ?><?cs var:one.name ?></span>
										</a>
									<?cs else ?>
										<a href="<?cs var:one.href ?>">
											<?cs var:M.register.card ?>
											<span class="vh"><?cs var:M.home.colon ?><?cs var:one.name ?></span>
										</a>
									<?cs /if ?>
								</td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			<?cs else ?>
				<?cs call:empty(nothing, M.register.nothing_text) ?>
			<?cs /if ?>
		</section>

		<?cs call:pager("", found_next) ?>
		<?cs if:subcount(found) ?>
			<p class="small muted"><?cs var:M.register.same_name ?></p>
		<?cs /if ?>
	<?cs /if ?>

	<?cs if:for.direct ?>
		<p class="pad-s"><a href="<?cs var:for.direct ?>"><?cs var:M.register.direct ?></a></p>
	<?cs /if ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
