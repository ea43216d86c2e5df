<?cs # draw/ceremony.cs - a draw step by step, at the coordinator's desk.  Data: draw, steps, witnesses, witness,
	selected, lapse, may, form. ?>

<?cs include:"macros.cs" ?>
<?cs set:Page.title = draw.title ?>
<?cs def:act(act_what, act_label, act_kind) ?>
	<form method="post" action="/desk/draws/<?cs var:draw.id ?>/<?cs var:act_what ?>">
		<?cs call:form_hidden() ?>
		<button class="btn <?cs var:act_kind ?>"><?cs var:act_label ?></button>
	</form>
<?cs /def ?>

<?cs def:person_row(pr) ?>
	<li class="<?cs if:pr.revealed_at ?><?cs elif:draw.state == "lapsed" ?>now<?cs else ?>todo<?cs /if ?>">
		<h3><?cs var:pr.name ?></h3>
		<p class="small muted">
			<?cs if:pr.revealed_at ?>
				<?cs var:M.draw.revealed ?> <?cs var:pr.revealed_at ?>
			<?cs elif:pr.pledged_at ?>
				<?cs var:M.draw.has_pledged ?> <?cs var:pr.pledged_at ?>
			<?cs /if ?>
		</p>
	</li>
<?cs /def ?>

<?cs def:put_in(pi) ?>
	<details class="how">
		<summary><?cs var:M.draw.substitute ?></summary>
		<form class="form stack pad-s" method="post" action="/desk/draws/<?cs var:draw.id ?>/substitute">
			<?cs call:form_hidden() ?>
			<input type="hidden" name="object" value="<?cs var:pi.object_id ?>">
			<div class="fld">
				<label for="so-<?cs var:pi.n ?>"><?cs var:M.draw.sub_who ?></label>
				<select class="in" id="so-<?cs var:pi.n ?>" name="out">
					<option value=""><?cs var:M.draw.sub_object ?></option>
					<?cs each:po = pi.people ?>
						<option value="<?cs var:po.no ?>"><?cs var:M.draw.sub_officer ?> <?cs var:po.no ?></option>
					<?cs /each ?>
				</select>
			</div>
			<div class="fld">
				<label for="sr-<?cs var:pi.n ?>"><?cs var:M.draw.sub_reason ?></label>
				<p class="hint"><?cs var:M.draw.sub_reason_hint ?></p>
				<select class="in" id="sr-<?cs var:pi.n ?>" name="reason">
					<option value="dissolved"><?cs var:M.draw.reason_dissolved ?></option>
					<option value="moved"><?cs var:M.draw.reason_moved ?></option>
					<option value="recused"><?cs var:M.draw.reason_recused ?></option>
					<option value="unfit"><?cs var:M.draw.reason_unfit ?></option>
				</select>
			</div>
			<div class="fld">
				<label for="sw-<?cs var:pi.n ?>"><?cs var:M.draw.sub_words ?></label>
				<input class="in" id="sw-<?cs var:pi.n ?>" name="words" maxlength="500" autocomplete="off">
			</div>
			<button class="btn sec sm"><?cs var:M.draw.sub_send ?></button>
		</form>
	</details>
<?cs /def ?>

<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/draws/"><?cs var:M.draw.list_title ?></a></li>
			<li aria-current="page"><?cs var:draw.id ?></li>
		</ol>
	</nav>

	<div class="ph">
		<h1><?cs var:draw.title ?></h1>
		<p><?cs var:draw.lead ?></p>
	</div>

	<?cs call:form_problems() ?>

	<?cs call:steps(steps, M.draw.steps, "") ?>

	<?cs if:draw.lapse ?>
		<div class="note zhu pad-s2">
			<h2><?cs var:M.draw.lapsed_title ?></h2>
			<p><?cs var:draw.lapse ?></p>
			<?cs if:lapse.at ?>
				<p class="pad-s small">
					<b><?cs var:M.draw.lapse_seen ?></b> <?cs var:lapse.by ?>
					 <span class="num"><?cs var:lapse.at ?></span>
				</p>
				<?cs if:lapse.words ?>
					<p class="lines"><?cs var:lapse.words ?></p>
				<?cs /if ?>
			<?cs /if ?>
		</div>
	<?cs /if ?>

	<div class="cols c-2-1 pad-s2">
		<div class="stack">

			<?cs if:may.see ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.draw.lapse_see ?></h2>
					<p class="pad-s"><?cs var:M.draw.lapse_see_text ?></p>
					<?cs call:form_begin("/desk/draws/" + draw.id + "/seen") ?>
					<?cs call:form_fields() ?>
					<?cs call:form_buttons(M.draw.lapse_see, "") ?>
					<?cs call:form_end() ?>
				</section>
			<?cs /if ?>

			<?cs if:may.act ?>
				<section class="panel stack">
					<h2 class="h2">
						<?cs var:M.draw.next ?> <small><?cs var:M.draw.reveal_by ?> <?cs var:draw.reveal_by ?></small>
					</h2>

					<?cs if:may.invite ?>
						<p><?cs var:M.draw.invite_text ?></p>
						<div class="row">
							<?cs call:act("wall", M.draw.invite_wall, "sec") ?>
							<form class="row" method="post" action="/desk/draws/<?cs var:draw.id ?>/links">
								<?cs call:form_hidden() ?>
								<label class="vh" for="count"><?cs var:M.draw.links_n ?></label>
								<input class="in number" id="count" name="count" value="3" inputmode="numeric"
										 maxlength="2">
								<button class="btn sec"><?cs var:M.draw.invite_links ?></button>
							</form>
						</div>
					<?cs /if ?>

					<?cs if:may.end_pledging ?>
						<p><?cs var:M.draw.end_pledging_text ?></p>
						<?cs call:act("pledged", M.draw.end_pledging, "") ?>
					<?cs /if ?>

					<?cs if:may.close ?>
						<p><?cs var:M.draw.close_text ?></p>
						<?cs if:draw.contributions == "beacon" ?>
							<?cs call:form_begin("/desk/draws/" + draw.id + "/close") ?>
							<p><b><?cs var:draw.beacon ?></b></p>
							<?cs call:form_fields() ?>
							<?cs call:form_buttons(M.draw.close, "") ?>
							<?cs call:form_end() ?>
						<?cs else ?>
							<?cs call:act("close", M.draw.close, "") ?>
						<?cs /if ?>
					<?cs /if ?>

					<?cs if:may.run ?>
						<p><?cs var:M.draw.run_text ?></p>
						<?cs call:act("run", M.draw.run, "lg") ?>
					<?cs /if ?>

					<?cs if:!may.invite && !may.close && !may.run ?>
						<p><?cs var:draw.state_name ?></p>
					<?cs /if ?>
				</section>
			<?cs /if ?>

			<?cs if:subcount(selected) ?>
				<section class="panel">
					<h2 class="h2"><?cs var:M.draw.selected ?></h2>
					<table class="ledger fold">
						<tbody>
							<?cs each:se = selected ?>
								<tr>
									<td><b><?cs var:se.n ?></b></td>
									<td>
										<b><?cs var:se.name ?></b>
										<?cs if:se.out_by ?> <?cs call:tag("", M.draw.replaced) ?><?cs /if ?>
										<br>
										<span class="small muted"><?cs var:se.object_id ?></span>
									</td>
									<td>
										<?cs if:se.team ?>
											<?cs var:se.team ?>
											<?cs if:se.by_hand ?> <?cs call:tag("", M.draw.direct) ?><?cs /if ?>
										<?cs else ?>
											<?cs var:M.draw.unassigned ?>
										<?cs /if ?>
									</td>
									<td>
										<?cs if:may.substitute && !se.out_by ?>
											<?cs call:put_in(se) ?>
											<?cs if:se.assign ?>
												<a class="btn sec sm" href="<?cs var:se.assign ?>">
													<?cs var:M.draw.assign ?>
												</a>
											<?cs /if ?>
										<?cs /if ?>
									</td>
								</tr>
							<?cs /each ?>
						</tbody>
					</table>
				</section>
			<?cs /if ?>

		</div>
		<aside class="stack">

			<section class="panel">
				<h2 class="h2"><?cs var:M.draw.project ?></h2>
				<p><?cs var:M.draw.project_text ?></p>
				<p class="pad-s">
					<a class="btn sec" href="/desk/draws/<?cs var:draw.id ?>/wall"><?cs var:M.draw.project_open ?></a>
				</p>
				<p class="pad-s"><a href="/draws/<?cs var:draw.id ?>"><?cs var:M.draw.public_page ?></a></p>
			</section>

			<?cs if:draw.contributions == "witness" ?>
				<section class="panel">
					<h2 class="h2">
						<?cs var:M.draw.witnesses ?>
						 <small><?cs var:witness.revealed ?> / <?cs var:witness.given ?></small>
					</h2>
					<?cs if:subcount(witnesses) ?>
						<ol class="plumb pad-s">
							<?cs each:wi = witnesses ?><?cs call:person_row(wi) ?><?cs /each ?>
						</ol>
					<?cs else ?>
						<p class="small muted"><?cs var:M.draw.nobody_yet ?></p>
					<?cs /if ?>
				</section>
			<?cs /if ?>

			<section class="panel">
				<h2 class="h2"><?cs var:M.draw.grade ?> <?cs var:draw.grade ?></h2>
				<p class="small"><?cs var:draw.grade_text ?></p>
				<p class="hash pad-s"><?cs var:draw.commitment ?></p>
			</section>

		</aside>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
