<?cs # One link.  Data: crumbs, link.{name,path,version,on,last_at,silent,standing,tone}, facts, grants, keys,
	errors, dead, parked, may.{register,run}. ?>
<?cs include:"macros.cs" ?>
<?cs include:"admin/macros.cs" ?>
<?cs set:Page.title = link.name ?>
<?cs # a form that is one button, with the name of what it is about for those who do not see the row ?>
<?cs def:link_button(lb_action, lb_class, lb_label, lb_about) ?>
	<form method="post" action="<?cs var:lb_action ?>">
		<?cs call:form_hidden() ?>
		<button class="<?cs var:lb_class ?>">
			<?cs var:lb_label ?>
			<span class="vh"><?cs var:M.home.colon ?><?cs var:lb_about ?></span>
		</button>
	</form>
<?cs /def ?>
<?cs def:link_switch(ls_class, ls_label, ls_to) ?>
	<?cs call:admin_button(link.path + "/switch", ls_class, ls_label, "state", ls_to, link.version) ?>
<?cs /def ?>
<?cs def:link_revoke(lr) ?>
	<?cs call:link_button(link.path + "/grants/" + lr.ref + "/revoke", "btn risk sm", M.admin.revoke, lr.what) ?>
<?cs /def ?>
<?cs def:link_end(le) ?>
	<?cs call:link_button(link.path + "/keys/" + le.ref + "/end", "btn risk sm", M.link.key_end, le.keyid) ?>
<?cs /def ?>
<?cs def:link_again(la) ?>
	<?cs call:link_button(link.path + "/dead/" + la.pos + "/again", "btn sm", M.link.again, la.pos) ?>
<?cs /def ?>
<?cs def:link_give_up(lg) ?>
	<a class="btn sec sm" href="<?cs var:link.path ?>/dead/<?cs var:lg.pos ?>/give-up">
		<?cs var:M.link.give_up ?>
		<span class="vh"><?cs var:M.home.colon ?><?cs var:lg.pos ?></span>
	</a>
<?cs /def ?>
<?cs # a way to a form below the link's page ?>
<?cs def:link_way(lw_below, lw_label) ?>
	<p class="in-p"><a class="btn sec" href="<?cs var:link.path + lw_below ?>"><?cs var:lw_label ?></a></p>
<?cs /def ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph row between top">
		<div>
			<h1><?cs var:link.name ?> <?cs call:tag(link.tone, link.standing) ?></h1>
			<p class="muted">
				<?cs var:M.link.last ?><?cs var:M.home.colon ?>
				<?cs if:link.last_at ?><?cs var:link.last_at ?><?cs else ?>–<?cs /if ?>
			</p>
		</div>
		<div class="row">
			<?cs if:may.run && link.on ?>
				<?cs call:link_switch("btn risk", M.link.switch_off, "off") ?>
			<?cs elif:may.run ?>
				<?cs call:link_switch("btn", M.link.switch_on, "on") ?>
			<?cs /if ?>
			<?cs if:may.register && link.hook ?>
				<?cs call:admin_button(link.path + "/hook", "btn sec", M.link.hook_new, "", "", "") ?>
			<?cs /if ?>
			<?cs if:may.register ?>
				<a class="btn sec" href="<?cs var:link.path ?>/edit"><?cs var:M.admin.link_edit.title ?></a>
			<?cs /if ?>
		</div>
	</div>

	<?cs call:form_problems() ?>

	<div class="stack-l">
		<?cs if:link.silent ?>
			<div class="note amber">
				<h2><?cs var:M.link.silent_title ?></h2>
				<p><?cs var:M.link.silent_text ?></p>
				<?cs if:may.run ?>
					<?cs call:link_way("/confirm", M.admin.link_confirm.title) ?>
				<?cs /if ?>
			</div>
		<?cs /if ?>

		<section class="panel"><?cs call:facts(facts) ?></section>

		<section class="panel flush">
			<h2 class="h2"><?cs var:M.link.may ?></h2>
			<?cs if:subcount(grants) ?>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.link.what ?></th>
							<th scope="col"><?cs var:M.admin.granted_at ?></th>
							<th scope="col"><span class="vh"><?cs var:M.home.act ?></span></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:g = grants ?>
							<tr>
								<td><?cs var:g.what ?></td>
								<td class="num" data-l="<?cs var:M.admin.granted_at ?>"><?cs var:g.granted_at ?></td>
								<td class="right nowrap">
									<?cs if:may.register ?>
										<?cs call:link_revoke(g) ?>
									<?cs /if ?>
								</td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			<?cs else ?>
				<?cs call:empty(M.link.may_nothing, "") ?>
			<?cs /if ?>
			<?cs if:may.register ?>
				<?cs call:link_way("/grants", M.admin.link_grant.title) ?>
			<?cs /if ?>
		</section>

		<section class="panel flush">
			<h2 class="h2"><?cs var:M.link.keys ?></h2>
			<?cs if:subcount(keys) ?>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.link.keyid ?></th>
							<th scope="col"><?cs var:M.link.made_at ?></th>
							<th scope="col"><?cs var:M.link.until ?></th>
							<th scope="col"><?cs var:M.admin.state ?></th>
							<th scope="col"><span class="vh"><?cs var:M.home.act ?></span></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:k = keys ?>
							<tr>
								<td>
									<code><?cs var:k.keyid ?></code>
									<br>
									<span class="small muted"><?cs var:k.algorithm ?></span>
									<?cs if:k.test ?> <?cs call:tag("", M.link.test) ?><?cs /if ?>
								</td>
								<td class="num" data-l="<?cs var:M.link.made_at ?>"><?cs var:k.made_at ?></td>
								<td class="num" data-l="<?cs var:M.link.until ?>"><?cs var:k.until_day ?></td>
								<td>
									<?cs if:k.soon ?>
										<?cs call:tag("amber", M.link.key_soon) ?>
									<?cs elif:k.live ?>
										<?cs call:tag("song", M.link.key_live) ?>
									<?cs else ?>
										<?cs call:tag("", M.link.key_over) ?>
									<?cs /if ?>
								</td>
								<td class="right nowrap">
									<?cs if:may.register && k.live ?>
										<?cs call:link_end(k) ?>
									<?cs /if ?>
								</td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			<?cs else ?>
				<?cs call:empty(M.link.no_key, "") ?>
			<?cs /if ?>
			<?cs if:may.register ?>
				<?cs call:link_way("/keys", M.admin.link_key.title) ?>
			<?cs /if ?>
		</section>

		<?cs if:subcount(errors) ?>
			<section class="panel flush">
				<h2 class="h2"><?cs var:M.link.refused_day ?></h2>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.link.why ?></th>
							<th scope="col"><?cs var:M.link.how_many ?></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:x = errors ?>
							<tr>
								<td><?cs var:x.name ?></td>
								<td class="num" data-l="<?cs var:M.link.how_many ?>"><?cs var:x.n ?></td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			</section>
		<?cs /if ?>

		<?cs if:subcount(parked) ?>
			<section class="panel flush">
				<h2 class="h2"><?cs var:M.link.parked ?></h2>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.link.foreign_id ?></th>
							<th scope="col"><?cs var:M.link.received_at ?></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:x = parked ?>
							<tr>
								<td><code><?cs var:x.foreign_id ?></code></td>
								<td class="num" data-l="<?cs var:M.link.received_at ?>"><?cs var:x.received_at ?></td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			</section>
		<?cs /if ?>

		<?cs if:subcount(dead) ?>
			<section class="panel flush">
				<h2 class="h2"><?cs var:M.link.dead ?></h2>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.link.event ?></th>
							<th scope="col"><?cs var:M.link.made_at ?></th>
							<th scope="col"><?cs var:M.link.attempts ?></th>
							<th scope="col"><?cs var:M.link.answered ?></th>
							<th scope="col"><span class="vh"><?cs var:M.home.act ?></span></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:x = dead ?>
							<tr>
								<td>
									<span class="num"><?cs var:x.pos ?></span>
									<br>
									<code class="small"><?cs var:x.kind ?></code>
								</td>
								<td class="num" data-l="<?cs var:M.link.made_at ?>"><?cs var:x.made_at ?></td>
								<td class="num" data-l="<?cs var:M.link.attempts ?>"><?cs var:x.attempts ?></td>
								<td data-l="<?cs var:M.link.answered ?>"><?cs var:x.status ?> <?cs var:x.error ?></td>
								<td class="right">
									<?cs if:may.run ?>
										<div class="row">
											<?cs call:link_again(x) ?>
											<?cs call:link_give_up(x) ?>
										</div>
									<?cs /if ?>
								</td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			</section>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
