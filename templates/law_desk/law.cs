<?cs # One law in the version of a day.  Data: cgi/law/law.h. ?>
<?cs include:"macros.cs" ?>
<?cs include:"macros_law.cs" ?>
<?cs set:Page.title = law.title ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/laws/"><?cs var:M.menu.laws ?></a></li>
			<li aria-current="page"><?cs var:law.title ?></li>
		</ol>
	</nav>

	<div class="ph">
		<h1><?cs var:law.title ?></h1>
		<p class="row small">
			<?cs call:tag("dai", law.level) ?>
			 <span class="muted"><?cs var:law.issuer ?></span>
			 <b><?cs var:on_is ?></b>
		</p>
	</div>

	<div class="cols c-desk">
		<div class="stack-l">

			<?cs if:law.version_day ?>
				<section class="panel">
					<dl class="facts">
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
						<?cs if:law.number ?>
							<dt><?cs var:M.law.number ?></dt>
							<dd><?cs var:law.number ?></dd>
						<?cs /if ?>
						<?cs if:law.source ?>
							<dt><?cs var:M.law.source ?></dt>
							<dd><?cs var:law.source ?></dd>
						<?cs /if ?>
					</dl>
				</section>

				<section class="panel">
					<h2 class="h2"><?cs var:M.law.articles ?></h2>
					<?cs call:law_search("/desk/laws/") ?>
					<?cs call:law_articles() ?>
				</section>

			<?cs else ?>
				<div class="note amber">
					<p><?cs var:M.law.no_version ?></p>
				</div>
			<?cs /if ?>
		</div>

		<aside class="stack-l">
			<section class="panel">
				<form class="stack-s" action="/desk/laws/<?cs var:law.ref ?>" method="get">
					<div class="fld">
						<label for="on"><?cs var:M.law.on_day ?></label>
						<p class="hint" id="on-h"><?cs var:M.admin.on_day_hint ?></p>
						<input class="in" id="on" type="date" name="on" value="<?cs var:law.on ?>"
								 aria-describedby="on-h">
					</div>
					<button class="btn sec block"><?cs var:M.law.show ?></button>
				</form>
			</section>

			<section class="panel">
				<h2 class="h2"><?cs var:M.law.versions ?></h2>
				<?cs call:law_versions() ?>
			</section>
		</aside>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
