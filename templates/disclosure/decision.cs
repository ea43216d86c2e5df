<?cs # A published decision.  Data: d (the JSON), title, result, facts, basis, discretion, remedies, step, days, delay,
	term, channels, change, versions, check, entry, other, shown_text. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs include:"disclosure/macros.cs" ?>
<?cs set:Page.title = d.number ?>
<?cs set:Page.nav = "search" ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<nav aria-label="<?cs var:M.nav.where ?>">
			<ol class="crumb">
				<li><a href="/<?cs var:Lang.qs ?>"><?cs var:M.nav.home ?></a></li>
				<li><a href="/search<?cs var:Lang.qs ?>"><?cs var:M.nav.results ?></a></li>
				<li aria-current="page"><?cs var:d.number ?></li>
			</ol>
		</nav>

		<div class="cols c-2-1">
			<article>

				<header class="doch">
					<p class="doch-org"><?cs var:d.agency ?></p>
					<h1>
						<?cs each:tl = title ?>
							<?cs if:!first(tl) ?><br><?cs /if ?>
							<span class="nb"><?cs var:tl.text ?></span>
						<?cs /each ?>
					</h1>
					<p class="row">
						<?cs call:tag("song", M.disclosure.shown) ?>
						<span class="small muted"><?cs var:number_is ?></span>
					</p>
				</header>

				<?cs if:change.what ?>
					<div class="note amber pad-s">
						<p>
							<?cs var:change.what ?>
							 <span class="nowrap num"><?cs var:change.on ?></span>
							 <span lang="zh-CN"><?cs var:change.by ?></span>
						</p>
					</div>
				<?cs /if ?>

				<section class="verdict" aria-labelledby="h-v">
					<h2 id="h-v">
						<?cs if:d.outcome == "penalty" ?>
							<?cs var:M.disclosure.verdict_penalty ?>
						<?cs else ?>
							<?cs var:M.disclosure.verdict_no_penalty ?>
						<?cs /if ?>
					</h2>
					<?cs if:subcount(result) > #1 ?>
						<ol>
							<?cs each:res = result ?>
								<li><b><?cs var:res.text ?></b></li>
							<?cs /each ?>
						</ol>
					<?cs else ?>
						<p class="rh"><?cs var:result.0.text ?></p>
					<?cs /if ?>
				</section>

				<dl class="facts pad-s2">

					<dt><?cs var:M.disclosure.f_party ?></dt>
					<dd>
						<?cs var:d.party_name ?>
						<?cs if:d.party_code ?><br><span class="hash"><?cs var:d.party_code ?></span><?cs /if ?>
					</dd>

					<dt><?cs var:M.disclosure.f_facts ?></dt>
					<dd>
						<?cs each:fa = facts ?>
							<p><?cs var:fa.text ?></p>
						<?cs /each ?>
					</dd>

					<?cs if:d.ground ?>
						<dt><?cs var:M.disclosure.f_ground ?></dt>
						<dd><?cs var:d.ground ?></dd>
					<?cs /if ?>

					<?cs if:subcount(basis) ?>
						<dt><?cs var:M.disclosure.f_basis ?></dt>
						<dd><?cs call:law_lines(basis) ?></dd>
					<?cs /if ?>

					<?cs if:subcount(discretion) ?>
						<dt><?cs var:M.disclosure.f_discretion ?></dt>
						<dd><?cs call:law_lines(discretion) ?></dd>
					<?cs /if ?>

					<dt><?cs var:M.disclosure.f_steps ?></dt>
					<dd>
						<?cs var:d.procedure_name ?>
						<?cs each:st = step ?>
							<?cs if:first(st) ?> · <?cs else ?> → <?cs /if ?>
							<span class="nowrap"><?cs var:st.name ?> <?cs var:st.day ?></span>
						<?cs /each ?>
						<?cs if:days ?>
							<?cs var:M.portal.comma_wide ?><?cs if:Lang.code == "en" ?> <?cs /if ?><?cs var:days ?>
						<?cs /if ?>
					</dd>

					<dt><?cs var:M.disclosure.f_decided ?></dt>
					<dd class="num"><?cs var:d.decided_on ?></dd>

					<dt><?cs var:M.disclosure.f_published ?></dt>
					<dd>
						<span class="num"><?cs var:check.published ?></span>
						<?cs if:delay ?> <span class="small muted"><?cs var:delay ?></span><?cs /if ?>
					</dd>

					<?cs if:term.text ?>
						<dt><?cs var:M.disclosure.f_term ?></dt>
						<dd>
							<p><?cs var:term.text ?></p>
							<p class="small muted"><?cs var:term.rule ?></p>
							<?cs if:term.repair ?>
								<p class="small muted"><?cs var:term.repair ?></p>
							<?cs /if ?>
						</dd>
					<?cs /if ?>

					<?cs each:ch = channels ?>
						<?cs if:ch.text ?>
							<dt><?cs var:ch.name ?></dt>
							<dd>
								<p><?cs var:ch.text ?></p>
								<p class="small muted"><?cs var:ch.rule ?></p>
								<?cs if:ch.repair ?>
									<p class="small muted"><?cs var:ch.repair ?></p>
								<?cs /if ?>
							</dd>
						<?cs /if ?>
					<?cs /each ?>

					<?cs if:subcount(remedies) ?>
						<dt><?cs var:M.disclosure.f_remedies ?></dt>
						<dd><?cs call:law_lines(remedies) ?></dd>
					<?cs /if ?>
				</dl>

				<p class="row pad-s2">
					<a class="btn sec" href="<?cs var:check.pdf ?>">PDF</a>
					<a class="btn sec" href="<?cs var:check.json ?>"><?cs var:M.disclosure.json ?></a>
					<span class="small muted">
						<?cs var:M.disclosure.wrong ?>
						<a href="/agencies/<?cs var:d.agency_ref ?><?cs var:Lang.qs ?>"><?cs var:d.agency ?></a>
					</span>
				</p>

				<section class="pad-s2" aria-labelledby="h-h">
					<h2 class="h2" id="h-h"><?cs var:M.disclosure.history ?></h2>
					<ol class="plumb pad-s">
						<li class="now">
							<h3><?cs var:M.disclosure.h_shown ?></h3>
							<p class="small muted"><?cs var:shown_text ?></p>
						</li>
						<?cs call:old_versions(d.ref) ?>
						<li>
							<h3><?cs var:M.disclosure.h_decided ?></h3>
							<p class="small muted"><?cs var:d.decided_on ?></p>
						</li>
					</ol>
				</section>

			</article>

			<aside class="stack-l">

				<section class="verify" aria-labelledby="h-verify">
					<h2 id="h-verify">
						<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
							<path d="M10 1v9" stroke="currentColor" stroke-width="1.6"/>
							<path d="M10 8l4.5 5L10 19l-4.5-6z" fill="currentColor"/>
						</svg>
						<?cs var:M.disclosure.check ?>
					</h2>

					<p class="small"><?cs var:M.disclosure.check_text ?></p>

					<dl class="facts tight">
						<dt><?cs var:M.disclosure.check_hash ?></dt>
						<dd class="hash" data-sha256="<?cs var:check.raw ?>"><?cs var:check.hash ?></dd>
						<dt><?cs var:M.disclosure.check_version ?></dt>
						<dd class="num"><?cs var:check.version ?></dd>
						<dt><?cs var:M.disclosure.check_at ?></dt>
						<dd class="num"><?cs var:check.published ?></dd>
						<?cs call:entry_facts() ?>
					</dl>

					<details class="how">
						<summary><?cs var:M.disclosure.check_self ?></summary>
						<p class="small"><?cs var:M.disclosure.check_do ?></p>
						<pre class="cmd" tabindex="0" role="region"
								 aria-label="<?cs var:M.disclosure.check_command ?>">
							<?cs var:check.command ?>
						</pre>
						<p class="small muted pad-s"><?cs var:M.disclosure.check_windows ?></p>
						<?cs if:entry.href ?>
							<p class="small pad-s"><?cs var:M.log.entry_do ?></p>
							<pre class="cmd" tabindex="0" role="region" aria-label="<?cs var:M.log.entry_command ?>">
								<?cs var:entry.command ?>
							</pre>
							<p class="small muted pad-s"><?cs var:M.log.entry_then ?></p>
						<?cs /if ?>
					</details>

					<p class="small">
						<a href="<?cs var:check.json ?>"><?cs var:M.disclosure.json ?></a>
						　<a href="<?cs var:check.status ?>"><?cs var:M.disclosure.status ?></a>
					</p>

					<div class="qr">
						<img src="<?cs var:check.qr ?>" width="104" height="104" alt="<?cs var:M.disclosure.qr_alt ?>">
						<p class="small"><?cs var:M.disclosure.qr_text ?></p>
					</div>
				</section>

				<?cs if:d.party_code ?>
					<section aria-labelledby="h-same">
						<h2 class="h2" id="h-same">
							<?cs var:M.disclosure.same ?>
							<?cs if:same_more ?>
								 <small>
									<a href="/search?q=<?cs var:d.party_code ?><?cs var:Lang.amp ?>">
										<?cs var:M.portal.see_all ?>
									</a>
								</small>
							<?cs /if ?>
						</h2>
						<?cs if:subcount(other) ?>
							<ul class="plain pad-s">
								<?cs each:ot = other ?>
									<li>
										<a href="/decisions/<?cs var:ot.decision_ref ?><?cs var:Lang.qs ?>">
											<span class="num"><?cs var:ot.decided_on ?></span>
											　<?cs var:ot.cause_name ?>
											<?cs if:ot.result ?>，<?cs var:ot.result ?><?cs /if ?>
										</a>
									</li>
								<?cs /each ?>
							</ul>
						<?cs else ?>
							<p class="small muted pad-s"><?cs var:M.disclosure.same_none ?></p>
						<?cs /if ?>
					</section>
				<?cs /if ?>

			</aside>
		</div>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
