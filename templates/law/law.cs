<?cs # One law in the version of a day.  Data: law, versions, articles, on_is. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = law.title ?>
<?cs set:Page.nav = "laws" ?>
<?cs def:article(ar) ?>
	<?cs if:ar.chapter ?>
		<h3 class="pad-s2"><?cs var:ar.chapter ?></h3>
	<?cs /if ?>
	<p class="pad-s" id="<?cs var:ar.anchor ?>">
		<b><?cs var:ar.label ?></b>
		<?cs if:ar.lines.0.text ?>
			　<?cs each:al = ar.lines ?><?cs if:!first(al) ?><br><?cs /if ?><?cs var:al.text ?><?cs /each ?>
		<?cs /if ?>
	</p>

<?cs /def ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<nav aria-label="<?cs var:M.nav.where ?>">
			<ol class="crumb">
				<li><a href="/<?cs var:Lang.qs ?>"><?cs var:M.nav.home ?></a></li>
				<li><a href="/laws/<?cs var:Lang.qs ?>"><?cs var:M.law.laws_title ?></a></li>
				<li aria-current="page"><?cs var:law.title ?></li>
			</ol>
		</nav>

		<div class="cols c-2-1">
			<article>

				<header class="doch">
					<?cs if:law.issuer ?>
						<p class="doch-org"><?cs var:law.issuer ?></p>
					<?cs /if ?>
					<h1><?cs var:law.title ?></h1>
					<?cs if:law.other ?>
						<p class="muted" lang="zh-CN"><?cs var:law.other ?></p>
					<?cs /if ?>
					<p class="row">
						<?cs call:tag("dai", law.level) ?>
						<span class="small muted"><?cs var:on_is ?></span>
					</p>
				</header>

				<?cs if:law.version_day ?>
					<dl class="facts pad-s">
						<dt><?cs var:M.law.c_version ?></dt>
						<dd class="num"><?cs var:law.version_day ?></dd>
						<dt><?cs var:M.law.from ?></dt>
						<dd class="num"><?cs var:law.from ?></dd>
						<?cs if:law.number ?>
							<dt><?cs var:M.law.number ?></dt>
							<dd><?cs var:law.number ?></dd>
						<?cs /if ?>
						<?cs if:law.source ?>
							<dt><?cs var:M.law.source ?></dt>
							<dd><?cs var:law.source ?></dd>
						<?cs /if ?>
					</dl>

					<section class="pad-s2" aria-labelledby="h-a">
						<h2 class="h2" id="h-a"><?cs var:M.law.articles ?></h2>
						<?cs if:!has_text ?>
							<div class="note pad-s">
								<p class="small"><?cs var:M.law.no_text ?></p>
							</div>
						<?cs /if ?>

						<?cs each:ar_one = articles ?><?cs call:article(ar_one) ?><?cs /each ?>
					</section>

				<?cs else ?>
					<div class="note amber pad-s">
						<p><?cs var:M.law.no_version ?></p>
					</div>
				<?cs /if ?>

			</article>

			<aside class="stack-l">

				<section aria-labelledby="h-v">
					<h2 class="h2" id="h-v"><?cs var:M.law.versions ?></h2>
					<ol class="plumb pad-s">
						<?cs each:ve = versions ?>
							<li<?cs if:ve.current ?> class="now"<?cs /if ?>>
								<h3>
									<a href="<?cs var:ve.href ?>"<?cs if:ve.current ?> aria-current="true"<?cs /if ?>>
										<span class="num"><?cs var:ve.day ?></span>
									</a>
								</h3>
								<p class="small muted">
									<?cs var:M.law.from ?> <span class="num"><?cs var:ve.from ?></span>
									<?cs if:ve.to ?>
										<br><?cs var:M.law.to ?> <span class="num"><?cs var:ve.to ?></span>
									<?cs /if ?>
									<?cs if:ve.number ?><br><?cs var:ve.number ?><?cs /if ?>
								</p>
							</li>
						<?cs /each ?>
					</ol>
				</section>

				<form class="stack-s" action="/laws/<?cs var:law.ref ?>" method="get">
					<?cs if:Lang.field ?>
						<input type="hidden" name="lang" value="en">
					<?cs /if ?>
					<div>
						<label class="strong" for="on"><?cs var:M.law.on_day ?></label>
						<input class="in" id="on" type="date" name="on" value="<?cs var:law.on ?>">
					</div>
					<button class="btn sec block"><?cs var:M.law.show ?></button>
				</form>

			</aside>
		</div>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
