<?cs # An inspection at the firm, on a phone; needs no script.  Data: inspection, officers, items, conflicts, others,
	can, shown, signed, checked, visits, files, gaps, process_gaps, field.now, field.me, form. ?>

<?cs include:"macros.cs" ?>
<?cs include:"case/macros_process.cs" ?>
<?cs set:Page.title = inspection.name ?>
<?cs def:begin(begin_act) ?>
	<form class="form" method="post" action="/desk/inspections/<?cs var:inspection.ref ?>/do/<?cs var:begin_act ?>"
			 data-queue="<?cs var:begin_act ?>" novalidate>
	<?cs call:form_hidden() ?>
	<input type="hidden" name="_field" value="1">
<?cs /def ?>

<?cs def:by_code(by_id) ?>
	<?cs if:subcount(others) ?>
		<details class="how">
			<summary><?cs var:M.inspect.second_here ?></summary>
			<div class="fld">
				<label for="<?cs var:by_id ?>-u"><?cs var:M.inspect.officer ?></label>
				<select class="in" id="<?cs var:by_id ?>-u" name="username">
					<option value=""><?cs var:M.inspect.myself ?></option>
					<?cs each:ot = others ?>
						<option value="<?cs var:ot.value ?>"><?cs var:ot.label ?></option>
					<?cs /each ?>
				</select>
			</div>
			<div class="fld">
				<label for="<?cs var:by_id ?>-c"><?cs var:M.inspect.his_code ?></label>
				<input class="in" id="<?cs var:by_id ?>-c" name="code" inputmode="numeric"
						 autocomplete="one-time-code">
			</div>
		</details>
	<?cs /if ?>
<?cs /def ?>

<?cs def:answer(an, an_value, an_on, an_class, an_label) ?>
	<label class="opt<?cs if:an_class ?> <?cs var:an_class ?><?cs /if ?>">
		<input type="radio" name="a_<?cs var:an.n ?>" value="<?cs var:an_value ?>"<?cs if:an_on ?> checked<?cs /if ?>>
		<span><?cs var:an_label ?></span>
	</label>
<?cs /def ?>

<?cs def:remedy(rn, r_value, r_on, r_label) ?>
	<label class="opt">
		<input type="radio" name="r_<?cs var:rn.n ?>" value="<?cs var:r_value ?>"<?cs if:r_on ?> checked<?cs /if ?>>
		<span><?cs var:r_label ?></span>
	</label>
<?cs /def ?>

<?cs def:pad(pad_id) ?>
	<div class="sig" data-sig>
		<canvas width="640" height="260" aria-label="<?cs var:M.inspect.sign_here ?>" role="img"></canvas>
		<span class="sig-x" aria-hidden="true">✕</span>
	</div>
	<input type="hidden" name="path" value="">
	<p class="pad-s"><button type="button" class="btn sm sec" data-sig-clear><?cs var:M.inspect.again ?></button></p>
<?cs /def ?>

<?cs # shots(n): files of item n (0: the whole), and the buttons that take one, which need the script ?>
<?cs def:shoot(so_label, so_accept) ?>
	<label class="opt">
		<input type="file" accept="<?cs var:so_accept ?>" capture="environment">
		<span><?cs var:so_label ?></span>
	</label>
<?cs /def ?>

<?cs def:shots(sh_n, sh_take) ?>
	<ul class="shots" data-shots="<?cs var:sh_n ?>">
		<?cs each:f = files ?>
			<?cs if:f.n == sh_n ?>
				<li>
					<?cs if:f.kind == "image" && f.small ?>
						<img class="shot" src="<?cs var:f.small ?>" alt="" loading="lazy">
					<?cs else ?>
						<span class="shot" aria-hidden="true">▶</span>
					<?cs /if ?>
					<div>
						<b>
							<a href="/desk/evidence/inspection/<?cs var:inspection.ref ?>#f-<?cs var:f.ref ?>">
								<?cs var:f.name ?>
							</a>
						</b>
						<span class="num"><?cs var:f.size ?></span>
						<?cs call:tag(f.state_kind, f.state) ?>
					</div>
				</li>
			<?cs /if ?>
		<?cs /each ?>
	</ul>
	<?cs if:sh_take ?>
		<div class="opts four" data-files="<?cs var:sh_n ?>" hidden>
			<?cs call:shoot(M.inspect.photo, "image/*") ?>
			<?cs call:shoot(M.inspect.film, "video/*") ?>
			<?cs call:shoot(M.inspect.sound, "audio/*") ?>
			<label class="opt">
				<input type="file" multiple>
				<span><?cs var:M.inspect.album ?></span>
			</label>
		</div>
	<?cs /if ?>
<?cs /def ?>

<?cs call:layout_head() ?>
<body class="field" data-field="<?cs var:inspection.ref ?>" data-me="<?cs var:field.me ?>"
		 data-now="<?cs var:field.now ?>" data-qr="<?cs var:Assets.qr_js ?>"
		 data-worker="<?cs var:Assets.worker_js ?>">
	<a class="skip" href="#main"><?cs var:M.nav.skip ?></a>
	<?cs if:Test.banner ?>
		<p class="clockbar" role="status"><?cs var:Test.banner ?></p>
	<?cs /if ?>

	<header class="f-top">
		<a href="/desk/inspections/<?cs var:inspection.ref ?>" aria-label="<?cs var:M.inspect.back ?>">‹</a>
		<div>
			<b><?cs var:inspection.name ?></b>
			<span><?cs var:inspection.kind ?> · <?cs var:inspection.state_name ?></span>
		</div>
		<span></span>
	</header>

	<div class="f-stick">
		<div class="net off" role="status" data-net data-signin="<?cs var:M.inspect.net_sign_in ?>"
				 data-on="<?cs var:M.inspect.net_on ?>" data-off="<?cs var:M.inspect.net_off ?>" hidden>
			<b></b>
			<span><?cs var:M.inspect.net_queue ?> <b data-q>0</b></span>
			 <a href="#h6" data-look hidden><?cs var:M.inspect.q_look ?></a>
		</div>

		<nav aria-label="<?cs var:M.inspect.steps ?>">
			<ol class="f-steps">
				<li<?cs if:shown.both ?> class="done"<?cs elif:inspection.arrived ?> class="now"<?cs /if ?>>
					<a href="#s1"><?cs var:M.inspect.f_show ?></a>
				</li>
				<li<?cs if:can.check ?><?cs if:shown.both ?> class="now"<?cs /if ?><?cs elif:can.sign || can.tell ?>
						 class="done"<?cs /if ?>>
					<a href="#s2"><?cs var:M.inspect.f_check ?> <?cs var:checked.n ?>/<?cs var:checked.of ?></a>
				</li>
				<li<?cs if:can.sign ?> class="now"<?cs elif:can.tell ?> class="done"<?cs /if ?>>
					<a href="#s3"><?cs var:M.inspect.f_sign ?></a>
				</li>
				<li<?cs if:can.tell ?> class="now"<?cs /if ?>><a href="#s4"><?cs var:M.inspect.f_tell ?></a></li>
			</ol>
		</nav>
	</div>

	<main id="main" tabindex="-1">
		<h1 class="vh"><?cs var:inspection.name ?></h1>

		<?cs if:Notice ?>
			<div class="note song flash" role="status">
				<p><?cs var:Notice ?></p>
			</div>
		<?cs /if ?>

		<div class="note amber" role="status" data-clock hidden>
			<p>
				<?cs var:M.inspect.clock_off ?>
				 <b data-hours="<?cs var:M.inspect.clock_hours ?>"
						 data-minutes="<?cs var:M.inspect.clock_minutes ?>"></b>
				<?cs var:M.inspect.clock_off_text ?>
			</p>
		</div>

		<?cs call:form_problems() ?>

		<?cs if:inspection.late ?><?cs call:note("zhu", M.inspect.late, M.inspect.late_text) ?><?cs /if ?>
		<?cs if:inspection.refused ?>
			<?cs call:note("zhu", inspection.refused, inspection.refused_text) ?>
		<?cs /if ?>

		<section class="f-sec" id="s1" aria-labelledby="h1">
			<h2 id="h1"><?cs var:M.inspect.arrival ?></h2>

			<ul class="off2">
				<?cs each:of = officers ?>
					<li>
						<span class="av" aria-hidden="true"><?cs var:of.initial ?></span>
						<div>
							<b><?cs var:of.name ?></b>
							<span><?cs var:of.certificate_no ?></span>
						</div>
						<?cs if:of.shown_at ?>
							<span class="tag song">✓ <?cs var:of.shown_at ?></span>
						<?cs else ?>
							<span class="tag amber"><?cs var:M.inspect.not_shown ?></span>
						<?cs /if ?>
					</li>
				<?cs /each ?>
			</ul>

			<dl class="facts tight">
				<dt><?cs var:M.inspect.visits ?></dt>
				<dd class="num"><?cs var:visits ?></dd>
				<?cs if:inspection.arrived ?>
					<dt><?cs var:M.inspect.arrived ?></dt>
					<dd class="num"><?cs var:inspection.arrived ?></dd>
				<?cs /if ?>
				<?cs if:inspection.lat ?>
					<dt><?cs var:M.inspect.position ?></dt>
					<dd class="num">
						<?cs var:inspection.lat ?>, <?cs var:inspection.lon ?>
						<?cs if:inspection.accuracy ?> ± <?cs var:inspection.accuracy ?> m<?cs /if ?>
						<?cs if:inspection.distance ?>
							 · <?cs var:M.inspect.distance ?> <?cs var:inspection.distance ?> m
						<?cs /if ?>
					</dd>
				<?cs /if ?>
			</dl>

			<?cs if:can.arrive ?>
				<?cs call:begin("arrive") ?>
				<input type="hidden" name="lat" value="" data-lat>
				<input type="hidden" name="lon" value="" data-lon>
				<input type="hidden" name="accuracy" value="" data-accuracy>
				<div class="fld" data-scan-box>
					<label for="arr-code">
						<?cs var:M.inspect.scan ?> <span class="cap"><?cs var:M.form.optional ?></span>
					</label>
					<input class="in" id="arr-code" name="code" autocomplete="off">
					<video class="cam" muted playsinline hidden aria-label="<?cs var:M.inspect.scan ?>"></video>
					<p class="row">
						<button type="button" class="btn sm sec" data-scan
								 data-start="<?cs var:M.inspect.scan_start ?>"
								 data-stop="<?cs var:M.inspect.scan_stop ?>"
								 data-done="<?cs var:M.inspect.scan_done ?>"
								 data-none="<?cs var:M.inspect.scan_none ?>" hidden>
							<?cs var:M.inspect.scan_start ?>
						</button>
						 <span class="small" role="status" data-scan-said></span>
					</p>
				</div>
				<p class="pad-s"><button class="btn lg block"><?cs var:M.inspect.act_arrive ?></button></p>
				<p class="hint" data-where hidden><?cs var:M.inspect.where_none ?></p>
				</form>
			<?cs /if ?>

			<?cs if:(can.show && !shown.both) || later.site ?>
				<div<?cs if:later.site ?> data-later hidden<?cs /if ?>>
					<?cs call:begin("show") ?>
					<?cs if:!shown.me ?>
						<p class="hint"><?cs var:M.inspect.show_text ?></p>
					<?cs /if ?>
					<?cs call:by_code("sh") ?>
					<p class="pad-s"><button class="btn lg block"><?cs var:M.inspect.act_show ?></button></p>
					</form>
				</div>
			<?cs /if ?>
		</section>

		<?cs if:subcount(to_recheck) || can.confirm ?>
			<section class="f-sec" id="s7" aria-labelledby="h7">
				<h2 id="h7"><?cs var:M.inspect.act_recheck ?></h2>

				<?cs if:can.confirm ?>
					<?cs call:begin("confirm") ?>
					<p class="hint"><?cs var:M.inspect.confirm_text ?></p>
					<div class="opts">
						<?cs each:rc = rechecks ?>
							<?cs if:rc.to_confirm ?>
								<label class="opt">
									<input type="radio" name="which" value="<?cs var:rc.ref ?>" checked>
									<span>
										<?cs var:rc.checked_on ?> · <?cs var:rc.item ?> · <?cs var:rc.result ?> ·
										 <?cs var:rc.by ?><?cs if:rc.words ?> · <?cs var:rc.words ?><?cs /if ?>
									</span>
								</label>
							<?cs /if ?>
						<?cs /each ?>
					</div>
					<p class="pad-s">
						<button class="btn lg block" name="agree" value="yes">
							<?cs var:M.inspect.act_confirm ?>
						</button>
					</p>
					<p class="pad-s">
						<button class="btn sec block" name="agree" value="no"><?cs var:M.inspect.confirm_no ?></button>
					</p>
					</form>
				<?cs /if ?>

				<?cs if:subcount(to_recheck) ?>
					<?cs call:begin("recheck") ?>
					<p class="hint"><?cs var:M.inspect.recheck_text ?></p>
					<fieldset class="fld">
						<legend><?cs var:M.inspect.orders ?></legend>
						<div class="opts">
							<?cs each:od = to_recheck ?>
								<label class="opt">
									<input type="radio" name="order" value="<?cs var:od.value ?>"
											<?cs if:subcount(to_recheck) == 1 ?> checked<?cs /if ?>>
									<span><?cs var:od.label ?></span>
								</label>
							<?cs /each ?>
						</div>
					</fieldset>
					<fieldset class="fld">
						<legend><?cs var:M.inspect.answer ?></legend>
						<div class="opts">
							<?cs each:rr = recheck_results ?>
								<label class="opt">
									<input type="radio" name="result" value="<?cs var:rr.value ?>">
									<span><?cs var:rr.label ?></span>
								</label>
							<?cs /each ?>
						</div>
					</fieldset>
					<div class="fld">
						<label for="k-words"><?cs var:M.inspect.found ?></label>
						<textarea class="in" id="k-words" name="words" rows="3"></textarea>
					</div>
					<div class="row">
						<div class="fld">
							<label for="k-on"><?cs var:M.inspect.recheck_day ?></label>
							<input class="in" type="date" id="k-on" name="checked_on" value="<?cs var:field.today ?>">
						</div>
						<div class="fld">
							<label for="k-due"><?cs var:M.inspect.due_again ?></label>
							<input class="in" type="date" id="k-due" name="due_on">
						</div>
					</div>
					<?cs call:by_code("rc") ?>
					<p class="pad-s"><button class="btn lg block"><?cs var:M.inspect.act_recheck ?></button></p>
					</form>
				<?cs /if ?>
			</section>
		<?cs /if ?>

		<?cs if:subcount(conflicts) ?>
			<section class="f-sec" id="s5" aria-labelledby="h5">
				<h2 id="h5"><?cs var:M.inspect.conflicts ?></h2>
				<p class="hint"><?cs var:M.inspect.conflicts_text ?></p>
				<?cs call:begin("choose") ?>
				<div class="opts">
					<?cs each:co = conflicts ?>
						<label class="opt">
							<input type="radio" name="which" value="<?cs var:co.ref ?>">
							<span>
								<?cs var:co.n ?> · <?cs var:co.answer ?>
								<?cs if:co.remedy ?> · <?cs var:co.remedy ?><?cs /if ?>
								<?cs if:co.measured ?> · <?cs var:co.measured ?> <?cs var:co.unit ?><?cs /if ?> ·
								 <?cs var:co.by ?> <?cs var:co.at ?><?cs if:co.note ?> · <?cs var:co.note ?><?cs /if ?>
							</span>
						</label>
					<?cs /each ?>
				</div>
				<p class="pad-s"><button class="btn block"><?cs var:M.inspect.act_choose ?></button></p>
				</form>
			</section>
		<?cs /if ?>

		<section class="f-sec" id="s2" aria-labelledby="h2">
			<h2 id="h2"><?cs var:M.inspect.items ?> <span><?cs var:checked.n ?> / <?cs var:checked.of ?></span></h2>
			<progress class="prog" value="<?cs var:checked.n ?>" max="<?cs var:checked.of ?>"
					 aria-label="<?cs var:M.inspect.items ?>">
				<?cs var:checked.n ?>/<?cs var:checked.of ?>
			</progress>

			<?cs if:can.check || later.site ?>
				<div<?cs if:!shown.both ?> data-later hidden<?cs /if ?>>
					<?cs call:begin("check") ?>

					<?cs each:it = items ?>
						<fieldset class="q" data-item="<?cs var:it.n ?>">
							<legend><span class="qn"><?cs var:it.n ?></span><?cs var:it.name ?></legend>
							<p class="hint">
								<?cs var:it.standard ?> · <?cs var:it.method ?> · <?cs var:it.pass_test ?>
							</p>
							<input type="hidden" name="b_<?cs var:it.n ?>" value="<?cs var:it.base ?>">
							<div class="opts three">
								<?cs call:answer(it, "pass", it.pass, "", M.inspect.pass) ?>
								<?cs call:answer(it, "fail", it.fail, "no", M.inspect.fail) ?>
								<?cs call:answer(it, "na", it.na, "", M.inspect.na) ?>
							</div>

							<?cs call:shots(it.n, "1") ?>

							<details class="more"
									<?cs if:it.fail || it.note || it.measured || it.sample ?> open<?cs /if ?>>
								<summary><?cs var:M.inspect.more ?></summary>
								<div class="found">
									<div class="fld">
										<label for="f-t_<?cs var:it.n ?>"><?cs var:M.inspect.found ?></label>
										<textarea class="in" id="f-t_<?cs var:it.n ?>" name="t_<?cs var:it.n ?>"
												 rows="3">
											<?cs var:it.note ?>
										</textarea>
									</div>

									<div class="row">
										<div class="fld">
											<label for="f-m_<?cs var:it.n ?>"><?cs var:M.inspect.measured ?></label>
											<input class="in number" id="f-m_<?cs var:it.n ?>"
													 name="m_<?cs var:it.n ?>" inputmode="decimal"
													 value="<?cs var:it.measured ?>" autocomplete="off">
										</div>
										<div class="fld">
											<label for="f-u_<?cs var:it.n ?>"><?cs var:M.inspect.unit_of ?></label>
											<input class="in number" id="f-u_<?cs var:it.n ?>"
													 name="u_<?cs var:it.n ?>" value="<?cs var:it.unit ?>"
													 autocomplete="off">
										</div>
									</div>

									<div class="fld">
										<label for="f-s_<?cs var:it.n ?>"><?cs var:M.inspect.sample ?></label>
										<input class="in" id="f-s_<?cs var:it.n ?>" name="s_<?cs var:it.n ?>"
												 value="<?cs var:it.sample ?>" autocomplete="off">
									</div>

									<fieldset class="fld">
										<legend id="f-r_<?cs var:it.n ?>"><?cs var:M.inspect.remedy ?></legend>
										<div class="opts">
											<?cs call:remedy(it, "corrected", it.corrected,
													 M.inspect.remedy_corrected) ?>
											<?cs call:remedy(it, "order", it.order, M.inspect.remedy_order) ?>
											<?cs call:remedy(it, "clue", it.clue, M.inspect.remedy_clue) ?>
										</div>
									</fieldset>

									<div class="fld">
										<label for="f-d_<?cs var:it.n ?>"><?cs var:M.inspect.due ?></label>
										<input class="in" type="date" id="f-d_<?cs var:it.n ?>"
												 name="d_<?cs var:it.n ?>" value="<?cs var:it.due ?>">
									</div>
								</div>
							</details>
						</fieldset>

					<?cs /each ?>
					<div class="f-act"><button class="btn lg block"><?cs var:M.inspect.save ?></button></div>
					</form>
				</div>

				<?cs if:!subcount(conflicts) ?>
					<div<?cs if:!checked.all || !shown.both ?> data-later hidden<?cs /if ?>>
						<?cs call:begin("finish") ?>
						<div class="fld">
							<label for="f-statement">
								<?cs var:M.inspect.statement ?> <span class="cap"><?cs var:M.form.optional ?></span>
							</label>
							<textarea class="in" id="f-statement" name="statement" rows="3"></textarea>
						</div>
						<p class="pad-s"><button class="btn lg block"><?cs var:M.inspect.act_finish ?></button></p>
						</form>
					</div>
				<?cs /if ?>

			<?cs /if ?>
			<?cs if:!can.check || !shown.both ?>
				<?cs each:it = items ?>
					<div class="q" data-now-only>
						<p>
							<span class="qn"><?cs var:it.n ?></span>
							 <b><?cs var:it.name ?></b>
							<?cs if:it.said ?>
								 <?cs if:it.fail ?>
									<?cs call:tag("zhu", it.said) ?>
								<?cs else ?>
									<?cs call:tag("song", it.said) ?>
								<?cs /if ?>
							<?cs /if ?>
						</p>
						<p class="hint"><?cs var:it.standard ?></p>
						<?cs if:it.note ?>
							<p class="lines"><?cs var:it.note ?></p>
						<?cs /if ?>
						<?cs if:!can.check && !later.site ?><?cs call:shots(it.n, "") ?><?cs /if ?>
					</div>
				<?cs /each ?>
			<?cs /if ?>
		</section>

		<?cs if:may_attach || later.site || subcount(files) ?>
			<section class="f-sec" id="s6" aria-labelledby="h6f"
					<?cs if:!may_attach && later.site ?> data-later hidden<?cs /if ?>>
				<h2 id="h6f"><?cs var:M.inspect.whole ?></h2>
				<p class="hint"><?cs var:M.inspect.whole_text ?></p>
				<?cs if:may_attach || later.site ?>
					<?cs call:shots("0", "1") ?>
				<?cs else ?>
					<?cs call:shots("0", "") ?>
				<?cs /if ?>

				<?cs if:may_attach ?>
					<form class="form" method="post" action="/desk/evidence/inspection/<?cs var:inspection.ref ?>"
							 enctype="multipart/form-data" data-plain>
						<?cs call:form_hidden() ?>
						<input type="hidden" name="_field" value="1">
						<div class="fld">
							<label for="wf-n"><?cs var:M.inspect.item ?></label>
							<select class="in" id="wf-n" name="n">
								<option value="0"><?cs var:M.inspect.whole_one ?></option>
								<?cs each:it = items ?>
									<option value="<?cs var:it.n ?>"><?cs var:it.n ?> <?cs var:it.name ?></option>
								<?cs /each ?>
							</select>
						</div>
						<div class="fld">
							<label for="wf-file"><?cs var:M.evidence.file ?></label>
							<input class="in" type="file" id="wf-file" name="file" required aria-describedby="wf-h">
							<p class="hint" id="wf-h"><?cs var:M.evidence.hint ?></p>
						</div>
						<p class="pad-s"><button class="btn block"><?cs var:M.evidence.add ?></button></p>
					</form>
				<?cs /if ?>
			</section>
		<?cs /if ?>

		<?cs if:subcount(gaps) ?>
			<div class="f-sec"><?cs call:process_gaps_note(M.process.gaps_field) ?></div>
		<?cs /if ?>

		<?cs if:can.sign || later.sign ?>
			<section class="f-sec" id="s3" aria-labelledby="h3"<?cs if:later.sign ?> data-later hidden<?cs /if ?>>
				<h2 id="h3"><?cs var:M.inspect.signatures ?></h2>

				<?cs if:!signed.party ?>
					<p class="hint"><?cs var:M.inspect.sign_text ?></p>
					<?cs call:begin("party") ?>
					<div class="fld">
						<label for="f-person"><?cs var:M.inspect.person ?></label>
						<input class="in" id="f-person" name="person" autocomplete="off">
					</div>
					<?cs call:pad("party") ?>
					<fieldset class="fld">
						<legend><?cs var:M.inspect.way ?></legend>
						<div class="opts">
							<label class="opt">
								<input type="radio" name="way" value="drawn" checked>
								<span><?cs var:M.inspect.sign_drawn ?></span>
							</label>
							<label class="opt">
								<input type="radio" name="way" value="paper">
								<span><?cs var:M.inspect.sign_paper ?></span>
							</label>
							<label class="opt">
								<input type="radio" name="way" value="refused">
								<span><?cs var:M.inspect.sign_refused ?></span>
							</label>
						</div>
					</fieldset>
					<div class="fld">
						<label for="f-witness">
							<?cs var:M.inspect.witness ?> <span class="cap"><?cs var:M.inspect.if_refused ?></span>
						</label>
						<input class="in" id="f-witness" name="witness" autocomplete="off">
					</div>
					<p class="pad-s"><button class="btn lg block"><?cs var:M.inspect.act_party ?></button></p>
					</form>
				<?cs else ?>
					<p><span class="tag song">✓ <?cs var:M.inspect.party ?></span></p>
				<?cs /if ?>

				<h3 class="pad-s"><?cs var:M.inspect.officers ?></h3>
				<ul class="plain acts">
					<?cs each:of = officers ?>
						<li>
							<?cs var:of.name ?>
							 <?cs if:of.signed_at ?>
								<span class="tag song">✓ <?cs var:of.signed_at ?></span>
							<?cs else ?>
								<span class="tag amber"><?cs var:M.inspect.unsigned ?></span>
							<?cs /if ?>
						</li>
					<?cs /each ?>
				</ul>

				<?cs call:begin("sign") ?>
				<?cs call:pad("own") ?>
				<?cs call:by_code("sg") ?>
				<p class="pad-s"><button class="btn lg block"><?cs var:M.inspect.act_sign ?></button></p>
				</form>
			</section>
		<?cs /if ?>

		<?cs if:can.tell || later.tell ?>
			<section class="f-sec" id="s4" aria-labelledby="h4"<?cs if:later.tell ?> data-later hidden<?cs /if ?>>
				<h2 id="h4"><?cs var:M.inspect.f_tell ?></h2>
				<p class="hint"><?cs var:M.inspect.tell_text ?></p>
				<?cs call:begin("tell") ?>
				<p class="pad-s"><button class="btn lg block"><?cs var:M.inspect.act_tell ?></button></p>
				</form>
			</section>
		<?cs /if ?>

		<section class="f-sec" data-outbox hidden aria-labelledby="h6" data-files="<?cs var:M.inspect.files ?>"
				 data-wait="<?cs var:M.inspect.q_wait ?>" data-send="<?cs var:M.inspect.q_send ?>"
				 data-stored="<?cs var:M.evidence.state_stored ?>" data-refused="<?cs var:M.inspect.q_refused ?>"
				 data-drop="<?cs var:M.inspect.q_drop ?>" data-sure="<?cs var:M.inspect.q_sure ?>"
				 data-whyspace="<?cs var:M.inspect.q_space ?>" data-whydenied="<?cs var:M.inspect.q_denied ?>"
				 data-whyended="<?cs var:M.inspect.q_ended ?>" data-whychanged="<?cs var:M.inspect.q_changed ?>"
				 data-whysize="<?cs var:M.inspect.q_size ?>" data-whysecrecy="<?cs var:M.evidence.secrecy ?>">
			<h2 id="h6"><?cs var:M.inspect.outbox ?></h2>
			<p class="hint" data-loose hidden><?cs var:M.inspect.q_loose ?></p>
			<ol class="plain acts" data-outbox-list></ol>
		</section>

		<footer class="desk-foot">
			<p class="small muted"><?cs var:M.site.no_secrets ?></p>
		</footer>
	</main>
	<script src="<?cs var:Assets.field_js ?>"></script>
</body>
</html>

<?cs # a line break ends it ?>
