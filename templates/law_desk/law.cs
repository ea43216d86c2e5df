<?cs # One law in the version of a day.  Data: law, versions, articles, on_is, has_text. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = law.title ?>
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
				</section>

				<section class="panel">
					<h2 class="h2"><?cs var:M.law.articles ?></h2>
					<?cs if:!has_text ?>
						<div class="note pad-s">
							<p class="small"><?cs var:M.law.no_text ?></p>
						</div>
					<?cs /if ?>

					<?cs each:ar_one = articles ?><?cs call:article(ar_one) ?><?cs /each ?>
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
		</aside>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
