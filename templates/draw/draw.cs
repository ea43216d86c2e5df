<?cs # One draw, with all it takes to check it.  Data: draw, steps, strata, files, witnesses, failed, selected, subs,
	direct, results, firm, origin. ?>

<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs include:"draw/macros.cs" ?>
<?cs set:Page.title = draw.title ?>
<?cs set:Page.nav = "draws" ?>
<?cs def:hash_line(hl_label, hl_note, hl_value) ?>
	<?cs if:hl_value ?>
		<dt><?cs var:hl_label ?> <small><?cs var:hl_note ?></small></dt>
		<dd class="hash"><?cs var:hl_value ?></dd>
	<?cs /if ?>
<?cs /def ?>

<?cs def:lot(lo) ?>
	<li<?cs if:lo.out_by ?> class="out"<?cs /if ?>>
		<span class="lots-n"><?cs var:lo.n ?></span>
		<span class="lots-t">
			<b><?cs var:lo.name ?></b>
			<span><?cs var:lo.object_id ?></span>
			 <code><?cs var:lo.short ?></code>
			<?cs if:lo.out_by ?> <?cs call:tag("", M.draw.replaced) ?><?cs /if ?>
		</span>
	</li>

<?cs /def ?>
<?cs def:crew(cr) ?>
	<li>
		<b><?cs var:cr.n ?></b>
		<?cs if:cr.team ?>
			<span class="lines"><?cs var:cr.team ?></span>
		<?cs else ?>
			<small><?cs var:M.draw.unassigned ?></small>
		<?cs /if ?>
	</li>

<?cs /def ?>
<?cs def:what_came() ?>
	<section>
		<h2 class="h2">
			<?cs var:M.draw.selected ?>
			 <small>
				<?cs var:selected_n ?> · <a href="/disclosure/draws/<?cs var:draw.id ?>/result.json">result.json</a>
			</small>
		</h2>

		<ol class="lots"><?cs each:one = selected ?><?cs call:lot(one) ?><?cs /each ?></ol>
		<?cs if:selected_more ?>
			<p class="small muted pad-s"><?cs var:M.draw.selected_more ?></p>
		<?cs /if ?>
	</section>

	<section>
		<h2 class="h2"><?cs var:M.draw.teams ?> <small><?cs var:M.draw.teams_note ?></small></h2>
		<ul class="teams">
			<?cs each:two = selected ?>
				<?cs if:!two.out_by ?><?cs call:crew(two) ?><?cs /if ?>
			<?cs /each ?>
		</ul>
	</section>

	<?cs if:subcount(subs) ?>
		<section>
			<h2 class="h2"><?cs var:M.draw.subs ?></h2>
			<p class="pad-s small muted"><?cs var:M.draw.subs_text ?></p>
			<ol class="plumb pad-s">
				<?cs each:su = subs ?>
					<li>
						<h3>
							<?cs if:su.officer ?>
								<?cs var:M.draw.sub_officer ?> <?cs var:su.out_id ?>
							<?cs else ?>
								<?cs var:M.draw.sub_object ?> <?cs var:su.out_name ?>
							<?cs /if ?>
							 →
							 <?cs if:su.in_id ?>
								<?cs if:su.officer ?><?cs var:su.in_id ?><?cs else ?><?cs var:su.in_name ?><?cs /if ?>
							<?cs else ?>
								<?cs var:M.draw.nobody ?>
							<?cs /if ?>
						</h3>
						<p class="small muted">
							<?cs var:su.at ?> · <?cs var:su.reason ?>
							<?cs if:su.officer ?> · <?cs var:su.for_name ?><?cs /if ?>
						</p>
					</li>
				<?cs /each ?>
			</ol>
		</section>
	<?cs /if ?>

	<?cs if:subcount(direct) ?>
		<section>
			<h2 class="h2"><?cs var:M.draw.direct ?></h2>
			<p class="pad-s small muted"><?cs var:M.draw.direct_text ?></p>
			<ul class="plain">
				<?cs each:di = direct ?>
					<li>
						<b><?cs var:di.name ?></b> <?cs var:di.team ?>
						 <span class="small muted"><?cs var:di.at ?></span>
					</li>
				<?cs /each ?>
			</ul>
		</section>
	<?cs /if ?>

	<?cs if:subcount(results) ?>
		<section id="results">
			<h2 class="h2"><?cs var:M.draw.results ?></h2>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.draw.c_object ?></th>
						<th scope="col"><?cs var:M.draw.c_result ?></th>
						<th scope="col"><?cs var:M.draw.c_published ?></th>
					</tr>
				</thead>
				<tbody>
					<?cs each:re = results ?>
						<tr>
							<td>
								<b><?cs var:re.name ?></b>
								<br>
								<span class="small muted"><?cs var:re.object_id ?></span>
							</td>
							<td data-l="<?cs var:M.draw.c_result ?>"><?cs var:re.result ?></td>
							<td class="num" data-l="<?cs var:M.draw.c_published ?>">
								<?cs var:re.published_at ?><br><a href="/inspections/<?cs var:re.ref ?>.json">JSON</a>
							</td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
		</section>
	<?cs /if ?>

<?cs /def ?>
<?cs def:body() ?>
	<div class="wrap pad-t" data-draw="<?cs var:draw.id ?>" data-state="<?cs var:draw.state ?>"
			<?cs if:subcount(subs) ?> data-subs="1"<?cs /if ?>>
		<nav aria-label="<?cs var:M.nav.where ?>">
			<ol class="crumb">
				<li><a href="/<?cs var:Lang.qs ?>"><?cs var:M.nav.home ?></a></li>
				<li><a href="/draws/<?cs var:Lang.qs ?>"><?cs var:M.draw.list_title ?></a></li>
				<li aria-current="page"><?cs var:draw.id ?></li>
			</ol>
		</nav>

		<div class="ph">
			<h1><?cs var:draw.title ?></h1>
			<p class="lead"><?cs var:draw.lead ?></p>
			<p class="pad-s"><?cs var:draw.agency ?></p>
		</div>

		<?cs call:steps(steps, M.draw.steps, "") ?>

		<?cs if:draw.lapse ?>
			<div class="note zhu pad-t">
				<h2><?cs var:M.draw.lapsed_title ?></h2>
				<p><?cs var:draw.lapse ?><?cs if:subcount(failed) ?> <?cs var:M.draw.failed ?><?cs /if ?></p>
				<?cs if:subcount(failed) ?>
					<ul class="plain">
						<?cs each:fa = failed ?>
							<li><b><?cs var:fa.name ?></b></li>
						<?cs /each ?>
					</ul>
				<?cs /if ?>
				<p class="small"><?cs var:M.draw.lapsed_text ?></p>
			</div>
		<?cs /if ?>

		<?cs if:draw.state == "drawn" ?>
			<div class="note amber pad-t">
				<h2><?cs var:M.draw.sealed_title ?></h2>
				<p><?cs var:M.draw.sealed_text ?> <?cs var:M.draw.publish_by ?> <?cs var:draw.publish_by ?></p>
			</div>
		<?cs /if ?>

		<div class="cols c-2-1 pad-t">

			<div class="stack-l">

				<?cs if:draw.state == "published" ?><?cs call:what_came() ?><?cs /if ?>

				<?cs call:firm_finder(M.draw.firm_title) ?>

			</div>

			<aside class="stack-l">

				<section class="verify">
					<h2>
						<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
							<path d="M10 1v9" stroke="currentColor" stroke-width="1.6"/>
							<path d="M10 8l4.5 5L10 19l-4.5-6z" fill="currentColor"/>
						</svg>
						<?cs var:M.draw.grade ?> <?cs var:draw.grade ?>
					</h2>
					<p class="small"><?cs var:draw.grade_text ?></p>

					<?cs if:draw.seed ?>
						<p class="pad-s" hidden data-rerun-box>
							<button class="btn sec" data-rerun><?cs var:M.draw.rerun ?></button>
						</p>
						<div aria-live="polite" class="small" data-rerun-out data-good="<?cs var:M.draw.rerun_good ?>"
								 data-bad="<?cs var:M.draw.rerun_bad ?>" data-busy="<?cs var:M.draw.rerun_busy ?>">
						</div>
					<?cs /if ?>

					<dl class="recipe">
						<?cs call:hash_line(M.draw.h_commitment, M.draw.h_before, draw.commitment) ?>
						<?cs call:hash_line(M.draw.h_secret, M.draw.h_after, draw.secret) ?>
						<?cs call:hash_line(M.draw.h_seed, "", draw.seed) ?>
						<?cs each:fi = files ?>
							<dt>
								<a href="/disclosure/draws/<?cs var:draw.id ?>/<?cs var:fi.name ?>">
									<?cs var:fi.name ?>
								</a>
								 <small>SHA-256</small>
							</dt>
							<dd class="hash"><?cs var:fi.sha256 ?></dd>
						<?cs /each ?>
					</dl>
				</section>

				<section>
					<h2 class="h2"><?cs var:M.draw.parameters ?></h2>
					<dl class="facts tight pad-s">
						<?cs each:st = strata ?>
							<dt><?cs var:st.name ?></dt>
							<dd>
								<?cs var:st.quota ?> / <?cs var:st.pool ?>
								 <span class="muted">(<?cs var:st.key ?>)</span>
							</dd>
						<?cs /each ?>
						<dt><?cs var:M.draw.team_size ?></dt>
						<dd><?cs var:draw.team_size ?></dd>
						<dt><?cs var:M.draw.chance_from ?></dt>
						<dd>
							<?cs if:draw.contributions == "beacon" ?>
								<?cs var:M.draw.from_beacon ?> <?cs var:draw.beacon ?>
							<?cs elif:draw.contributions == "none" ?>
								<?cs var:M.draw.from_none ?>
							<?cs elif:draw.pledges ?>
								<?cs var:M.draw.from_pledges ?>
							<?cs else ?>
								<?cs var:M.draw.from_witness ?>
							<?cs /if ?>
						</dd>
						<dt><?cs var:M.draw.reveal_by ?></dt>
						<dd><?cs var:draw.reveal_by ?></dd>
					</dl>
				</section>

				<?cs if:subcount(witnesses) ?>
					<section>
						<h2 class="h2"><?cs var:M.draw.witnesses ?></h2>
						<ol class="plumb pad-s">
							<?cs each:wi = witnesses ?>
								<li class="
										<?cs if:wi.revealed_at ?>
										<?cs elif:draw.state == "lapsed" ?>now
										<?cs else ?>todo
										<?cs /if ?>">
									<h3><?cs var:wi.name ?></h3>
									<p class="small muted">
										<?cs if:wi.revealed_at ?>
											<?cs var:M.draw.revealed ?> <?cs var:wi.revealed_at ?>
										<?cs else ?>
											<?cs var:M.draw.not_revealed ?>
										<?cs /if ?>
									</p>
								</li>
							<?cs /each ?>
						</ol>
					</section>
				<?cs /if ?>

			</aside>
		</div>

		<?cs if:draw.secret ?>
			<section class="pad-t">
				<h2 class="h2"><?cs var:M.draw.recipe ?></h2>
				<p class="pad-s"><?cs var:M.draw.recipe_text ?></p>

				<pre class="cmd" tabindex="0" role="region" aria-label="<?cs var:M.draw.recipe ?>" data-recipe>
					<span class="c"># 0 <?cs var:M.draw.recipe_0 ?></span>

					for f in announcement.json contributions.tsv objects.tsv; do
					 curl -sfO '<?cs var:origin ?>/disclosure/draws/<?cs var:draw.id ?>/'$f; done

					S=<?cs var:draw.secret ?>


					sum() { sha256sum | cut -c1-64; }

					raw() { printf "$(printf %s "$1" | sed 's/../\\x&amp;/g')"; }

					<span class="c"># 1 <?cs var:M.draw.recipe_1 ?></span>

					{ printf 'xz-draw-1 commit\n'; raw "$S"; } | sum

					<span class="c"># 2 <?cs var:M.draw.recipe_2 ?></span>

					K=$({ printf 'xz-draw-1 seed\n'; raw "$S"; raw "$(sum &lt;announcement.json)";
					 raw "$(sum &lt;contributions.tsv)"; } | sum); echo "$K"

					<span class="c"># 3 <?cs var:M.draw.recipe_3 ?></span>

					while IFS="$(printf '\t')" read -r stratum id; do

					  printf '%s\t%s\t%s\n' "$({ raw "$K"; printf %s "$id"; } | sum)" "$stratum" "$id";
					 done &lt;objects.tsv | sort &gt;scores.tsv

					while read -r quota stratum; do

					  awk -F '\t' -v s="$stratum" -v q="$quota" '$2 == s &amp;&amp; n++ &lt; q' scores.tsv;
					 done &lt;&lt;'END' | sort

					<?cs each:sq = strata ?>
						<?cs var:sq.quota ?> <?cs var:sq.key ?>

					<?cs /each ?>
					END
				</pre>
			</section>
		<?cs /if ?>

	</div>

	<script src="<?cs var:Assets.draw_js ?>" defer></script>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
