<?cs # What stands behind a paper's QR code.  Data: v. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.verify.title ?>
<?cs def:verify_file() ?>
	<section aria-labelledby="h-file">
		<h2 class="h2" id="h-file"><?cs var:M.verify.file ?></h2>
		<p class="small muted"><?cs var:M.verify.file_text ?></p>

		<dl class="facts pad-s">
			<dt>SHA-256</dt>
			<dd class="hash" data-sha256="<?cs var:v.raw ?>"><?cs var:v.sha256 ?></dd>
			<dt>SM3</dt>
			<dd class="hash"><?cs var:v.sm3 ?></dd>
			<dt><?cs var:M.verify.size ?></dt>
			<dd class="num"><?cs var:v.size ?></dd>
		</dl>

		<ol class="plumb pad-s">
			<li>
				<h3><?cs var:M.verify.how_digest ?></h3>
				<p class="small muted"><?cs var:M.verify.how_digest_text ?></p>
				<pre class="cmd" tabindex="0" role="region" aria-label="<?cs var:M.verify.how_digest ?>">
					<?cs var:v.digest_command ?>
				</pre>
			</li>
			<li>
				<h3><?cs var:M.verify.how_sig ?></h3>
				<p class="small muted"><?cs var:M.verify.how_sig_text ?></p>
				<pre class="cmd" tabindex="0" role="region" aria-label="<?cs var:M.verify.how_sig ?>">
					<?cs var:v.command ?>
				</pre>
			</li>
		</ol>
	</section>

<?cs /def ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<nav aria-label="<?cs var:M.nav.where ?>">
			<ol class="crumb">
				<li><a href="/<?cs var:Lang.qs ?>"><?cs var:M.nav.home ?></a></li>
				<li aria-current="page"><?cs var:M.verify.title ?></li>
			</ol>
		</nav>

		<div class="cols c-2-1">
			<article class="stack-l">

				<header class="doch">
					<p class="doch-org"><?cs var:v.agency ?></p>
					<h1><?cs var:v.type ?></h1>
					<p class="row">
						<?cs if:!v.made ?>
							<?cs call:tag("amber", M.verify.no_file) ?>
						<?cs elif:v.valid ?>
							<?cs call:tag("song", M.verify.valid) ?>
						<?cs else ?>
							<?cs call:tag("zhu", M.verify.invalid) ?>
						<?cs /if ?>
						<?cs if:v.number ?><span class="small muted"><?cs var:v.number ?></span><?cs /if ?>
					</p>
				</header>

				<dl class="facts">
					<dt><?cs var:M.verify.number ?></dt>
					<dd>
						<?cs if:v.number ?><?cs var:v.number ?><?cs else ?><?cs var:M.verify.no_number ?><?cs /if ?>
					</dd>
					<dt><?cs var:M.verify.type ?></dt>
					<dd><?cs var:v.type ?></dd>
					<dt><?cs var:M.verify.agency ?></dt>
					<dd><a href="/agencies/<?cs var:v.agency_ref ?><?cs var:Lang.qs ?>"><?cs var:v.agency ?></a></dd>
					<dt><?cs var:M.verify.sealed ?></dt>
					<dd class="num"><?cs var:v.sealed ?></dd>
					<dt><?cs var:M.verify.data ?></dt>
					<dd class="hash"><?cs var:v.data ?></dd>
					<dt><?cs var:M.verify.log ?></dt>
					<dd>
						<?cs if:v.entry ?>
							<a class="num" href="<?cs var:v.entry ?>"><?cs var:v.index ?></a>
						<?cs else ?>
							<?cs var:M.verify.log_none ?>
						<?cs /if ?>
					</dd>
				</dl>

				<?cs if:v.made ?><?cs call:verify_file() ?><?cs /if ?>
			</article>

			<aside class="stack-l">
				<section class="verify" aria-labelledby="h-seal">
					<h2 id="h-seal"><?cs var:M.verify.seal ?></h2>

					<?cs if:!v.made ?>
						<p class="small"><?cs var:M.verify.no_file_text ?></p>
					<?cs else ?>
						<p class="small">
							<?cs if:v.valid ?>
								<?cs var:M.verify.valid_text ?>
							<?cs else ?>
								<?cs var:M.verify.invalid_text ?>
							<?cs /if ?>
						</p>

						<dl class="facts tight">
							<dt><?cs var:M.verify.signed ?></dt>
							<dd class="num"><?cs var:v.signed ?></dd>
							<dt><?cs var:M.verify.key ?></dt>
							<dd class="hash"><a href="<?cs var:v.pem ?>"><?cs var:v.key_id ?></a></dd>
							<dt><?cs var:M.verify.holder ?></dt>
							<dd><?cs var:v.holder ?></dd>
							<?cs if:v.revoked ?>
								<dt><?cs var:M.verify.revoked ?></dt>
								<dd class="num"><?cs var:v.revoked ?></dd>
							<?cs /if ?>
						</dl>
					<?cs /if ?>

					<p class="small"><a href="/keys/<?cs var:Lang.qs ?>"><?cs var:M.verify.keys ?></a></p>
				</section>

				<section aria-labelledby="h-what">
					<h2 class="h2" id="h-what"><?cs var:M.verify.what ?></h2>
					<p class="small muted"><?cs var:M.verify.what_text ?></p>
				</section>
			</aside>
		</div>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
