<?cs # Results.  Data: q, heading, page_title, short, csv, hits, outcome, agency, from, to, gone, gone_ref, pager. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = page_title ?>
<?cs set:Page.nav = "search" ?>
<?cs def:parts(part_list) ?>
	<?cs each:part = part_list ?>
		<?cs if:part.hit ?><mark><?cs var:part.text ?></mark><?cs else ?><?cs var:part.text ?><?cs /if ?>
	<?cs /each ?>
<?cs /def ?>

<?cs def:hit_row(hit) ?>
	<li>
		<div class="hit-h">
			<h2>
				<a href="/decisions/<?cs var:hit.decision_ref ?><?cs var:Lang.qs ?>"><?cs call:parts(hit.name) ?></a>
			</h2>
			<?cs call:tag("song", M.disclosure.shown) ?>
		</div>
		<p class="hash"><?cs call:parts(hit.code) ?></p>
		<p class="hit-b"><?cs call:parts(hit.cause) ?></p>
		<dl class="hit-f">
			<div>
				<dt><?cs var:M.disclosure.c_result ?></dt>
				<dd><b><?cs var:hit.result ?></b></dd>
			</div>
			<div>
				<dt><?cs var:M.disclosure.c_number ?></dt>
				<dd><?cs call:parts(hit.number) ?></dd>
			</div>
			<div>
				<dt><?cs var:M.disclosure.c_agency ?></dt>
				<dd><?cs var:hit.agency_name ?></dd>
			</div>
			<div>
				<dt><?cs var:M.disclosure.c_decided ?></dt>
				<dd class="num"><?cs var:hit.decided_on ?></dd>
			</div>
		</dl>
	</li>

<?cs /def ?>
<?cs def:body() ?>
	<div class="strip">
		<div class="wrap"><?cs call:finder(q) ?></div>
	</div>

	<div class="wrap cols c-side pad-t">

		<?cs call:filters_begin("/search") ?>
		<?cs if:q ?>
			<input type="hidden" name="q" value="<?cs var:q ?>">
		<?cs /if ?>

		<?cs call:filter_radio("outcome", M.disclosure.category, outcome) ?>

		<?cs if:subcount(agency) ?>
			<fieldset class="fset">
				<legend><?cs var:M.disclosure.agency ?></legend>
				<?cs each:ag = agency ?>
					<label class="tick">
						<input type="checkbox" name="agency" value="<?cs var:ag.value ?>"
								<?cs if:ag.on ?> checked<?cs /if ?>>
						<span>
							<?cs var:ag.label ?>
							<?cs if:ag.n ?> <span class="muted num"><?cs var:ag.n ?></span><?cs /if ?>
						</span>
					</label>
				<?cs /each ?>
			</fieldset>
		<?cs /if ?>

		<fieldset class="fset">
			<legend><?cs var:M.disclosure.decided_on_label ?></legend>
			<div class="row nog">
				<label class="vh" for="d1"><?cs var:M.disclosure.from ?></label>
				<input class="in" id="d1" type="date" name="from" value="<?cs var:from ?>">
				<label class="vh" for="d2"><?cs var:M.disclosure.to ?></label>
				<input class="in" id="d2" type="date" name="to" value="<?cs var:to ?>">
			</div>
		</fieldset>

		<?cs call:filters_end() ?>

		<section aria-labelledby="h-r">
			<div class="row between">
				<h1 class="rh" id="h-r"><?cs var:heading ?></h1>
				<?cs if:subcount(hits) ?>
					<p class="small"><a href="<?cs var:csv ?>"><?cs var:M.disclosure.download ?></a></p>
				<?cs /if ?>
			</div>

			<?cs if:gone_ref ?>
				<div class="note amber pad-s">
					<p>
						<?cs var:M.disclosure.gone_number ?>
						　<a href="/decisions/<?cs var:gone_ref ?><?cs var:Lang.qs ?>">
							<?cs var:M.disclosure.gone_see ?>
						</a>
					</p>
				</div>
			<?cs /if ?>

			<?cs if:short ?>
				<p class="small err"><?cs var:M.disclosure.short ?></p>
			<?cs /if ?>

			<?cs if:subcount(hits) ?>
				<p class="small muted"><?cs var:M.disclosure.order ?></p>

				<ol class="hits">

					<?cs each:hit_one = hits ?><?cs call:hit_row(hit_one) ?><?cs /each ?>
				</ol>

				<?cs call:portal_pages() ?>

				<?cs if:gone ?>
					<p class="stopped small"><?cs var:gone ?></p>
				<?cs /if ?>

				<div class="note pad-s2">
					<h3><?cs var:M.disclosure.not_found ?></h3>
					<p class="small"><?cs var:M.disclosure.not_found_text ?></p>
				</div>

			<?cs else ?>
				<?cs call:empty(M.disclosure.empty, M.disclosure.empty_text) ?>
				<?cs if:gone ?>
					<p class="stopped small center"><?cs var:gone ?></p>
				<?cs /if ?>
				<?cs call:portal_pages() ?>
			<?cs /if ?>

		</section>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
