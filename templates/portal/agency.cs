<?cs # One agency, as the law wants it public beforehand.  Data: agency, power, facts, units, below, letters, newest. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = agency.name ?>
<?cs set:Page.nav = "agencies" ?>
<?cs def:letter_row(lt) ?>
	<li>
		<b>
			<?cs if:lt.given ?>
				<?cs var:M.portal.letter_given ?>
			<?cs else ?>
				<?cs var:M.portal.letter_taken ?>
			<?cs /if ?>
		</b>
		 <a href="/agencies/<?cs var:lt.other_ref ?><?cs var:Lang.qs ?>"><?cs var:lt.other_name ?></a><br>
		<?cs var:lt.matters ?><br>
		<span class="small muted">
			<?cs var:M.portal.letter_no ?> <?cs var:lt.letter_no ?> · <span class="num"><?cs var:lt.from_day ?></span>
			 –
			 <?cs if:lt.until_day ?>
				<span class="num"><?cs var:lt.until_day ?></span>
			<?cs else ?>
				<?cs var:M.portal.open_end ?>
			<?cs /if ?>
		</span>
	</li>

<?cs /def ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<nav aria-label="<?cs var:M.nav.where ?>">
			<ol class="crumb">
				<li><a href="/<?cs var:Lang.qs ?>"><?cs var:M.nav.home ?></a></li>
				<li><a href="/agencies/<?cs var:Lang.qs ?>"><?cs var:M.portal.agencies_title ?></a></li>
				<li aria-current="page"><?cs var:agency.name ?></li>
			</ol>
		</nav>

		<div class="cols c-2-1">
			<article>

				<header class="doch">
					<h1><?cs var:agency.name ?></h1>
					<?cs if:agency.other ?>
						<p class="muted" lang="zh-CN"><?cs var:agency.other ?></p>
					<?cs /if ?>
				</header>

				<dl class="facts pad-s">
					<?cs if:subcount(power) ?>
						<dt><?cs var:M.portal.a_power ?></dt>
						<dd><?cs call:law_lines(power) ?></dd>
					<?cs /if ?>
					<?cs call:facts_rows(facts) ?>
				</dl>

				<?cs if:subcount(units) ?>
					<section class="pad-s2" aria-labelledby="h-u">
						<h2 class="h2" id="h-u"><?cs var:M.portal.units ?></h2>
						<ul class="plain pad-s">
							<?cs each:un = units ?>
								<li><?cs var:un.name ?></li>
							<?cs /each ?>
						</ul>
					</section>
				<?cs /if ?>

				<?cs if:subcount(letters) ?>
					<section class="pad-s2" aria-labelledby="h-l">
						<h2 class="h2" id="h-l"><?cs var:M.portal.letters ?></h2>
						<ul class="plain pad-s">
							<?cs each:lt_one = letters ?><?cs call:letter_row(lt_one) ?><?cs /each ?>
						</ul>
					</section>
				<?cs /if ?>

				<section class="pad-s2" aria-labelledby="h-n">
					<h2 class="h2" id="h-n">
						<?cs var:M.portal.newest ?>
						 <small>
							<a href="/search?agency=<?cs var:agency.ref ?><?cs var:Lang.amp ?>">
								<?cs var:M.portal.see_all ?>
							</a>
						</small>
					</h2>
					<?cs if:subcount(newest) ?>
						<ul class="plain pad-s">
							<?cs each:nw = newest ?>
								<li>
									<a href="/decisions/<?cs var:nw.decision_ref ?><?cs var:Lang.qs ?>">
										<?cs var:nw.party_name ?>
									</a>
									　<?cs var:nw.cause_name ?><br>
									<span class="small muted">
										<span class="num"><?cs var:nw.decided_on ?></span>　<?cs var:nw.number ?>
										　<?cs var:nw.result ?>
									</span>
								</li>
							<?cs /each ?>
						</ul>
					<?cs else ?>
						<p class="muted pad-s"><?cs var:M.portal.newest_none ?></p>
					<?cs /if ?>
				</section>

			</article>

			<aside class="stack-l">

				<section class="note" aria-labelledby="h-r">
					<h2 id="h-r"><?cs var:M.portal.remedy ?></h2>
					<p class="small"><?cs var:M.portal.remedy_text ?></p>
					<dl class="pad-s stack-s">
						<?cs if:agency.review ?>
							<div>
								<dt class="small muted"><?cs var:M.portal.remedy_review ?></dt>
								<dd><b><?cs var:agency.review ?></b></dd>
							</div>
						<?cs /if ?>
						<?cs if:agency.court ?>
							<div>
								<dt class="small muted"><?cs var:M.portal.remedy_court ?></dt>
								<dd><b><?cs var:agency.court ?></b></dd>
							</div>
						<?cs /if ?>
					</dl>
					<p class="small muted pad-s"><?cs var:M.portal.remedy_ask ?></p>
				</section>

				<?cs if:subcount(below) ?>
					<section aria-labelledby="h-b">
						<h2 class="h2" id="h-b"><?cs var:M.portal.below ?></h2>
						<ul class="plain pad-s">
							<?cs each:bl = below ?>
								<li>
									<a href="/agencies/<?cs var:bl.ref ?><?cs var:Lang.qs ?>"><?cs var:bl.name ?></a>
								</li>
							<?cs /each ?>
						</ul>
					</section>
				<?cs /if ?>

			</aside>
		</div>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
