<?cs # One law in the version of a day.  Data: cgi/law/law.h. ?>
<?cs include:"macros.cs" ?>
<?cs include:"macros_law.cs" ?>
<?cs set:Page.title = law.title ?>
<?cs set:Page.nav = "laws" ?>
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
						<a class="small" href="#h-v"><?cs var:M.law.versions ?></a>
					</p>
				</header>

				<?cs if:law.version_day ?>
					<dl class="facts pad-s">
						<dt><?cs var:M.law.version ?></dt>
						<dd class="num"><?cs var:law.version_day ?></dd>
						<dt><?cs var:M.law.from ?></dt>
						<dd>
							<?cs if:law.from ?>
								<span class="num"><?cs var:law.from ?></span>
							<?cs else ?>
								<?cs var:M.law.from_unknown ?>
							<?cs /if ?>
						</dd>
						<?cs if:law.to ?>
							<dt><?cs var:M.law.to ?></dt>
							<dd class="num"><?cs var:law.to ?></dd>
						<?cs /if ?>
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
						<?cs call:law_search("/laws/") ?>
						<?cs call:law_articles() ?>
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
					<?cs call:law_versions() ?>
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
