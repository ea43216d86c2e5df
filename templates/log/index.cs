<?cs # The transparency log.  Data: begins | log, found | found_none, asked, entries, witnesses, any_cosigned, pager. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.log.title ?>
<?cs set:Page.nav = "log" ?>
<?cs def:log_entry(en) ?>
	<tr>
		<td class="num"><a class="t" href="<?cs var:en.href ?>"><?cs var:en.index ?></a></td>
		<td data-l="<?cs var:M.log.c_kind ?>"><?cs var:en.kind ?></td>
		<td data-l="<?cs var:M.log.c_id ?>">
			<?cs if:en.subject ?>
				<a class="hash" href="<?cs var:en.subject ?>"><?cs var:en.id ?></a>
			<?cs else ?>
				<span class="hash"><?cs var:en.id ?></span>
			<?cs /if ?>
		</td>
		<td data-l="<?cs var:M.log.c_at ?>"><span class="num nowrap"><?cs var:en.at ?></span></td>
		<td data-l="<?cs var:M.log.c_proof ?>"><a href="<?cs var:en.proof ?>"><?cs var:M.log.proof ?></a></td>
	</tr>

<?cs /def ?>
<?cs def:log_found(fo) ?>
	<section class="verify" aria-labelledby="h-found">
		<h2 id="h-found"><?cs var:M.log.entry ?> <span class="num"><?cs var:fo.index ?></span></h2>

		<dl class="facts tight">
			<dt><?cs var:M.log.c_kind ?></dt>
			<dd><?cs var:fo.kind ?></dd>
			<dt><?cs var:M.log.c_id ?></dt>
			<dd class="hash">
				<?cs if:fo.subject ?>
					<a href="<?cs var:fo.subject ?>"><?cs var:fo.id ?></a>
				<?cs else ?>
					<?cs var:fo.id ?>
				<?cs /if ?>
			</dd>
			<dt><?cs var:M.log.c_at ?></dt>
			<dd class="num"><?cs var:fo.at ?></dd>
			<dt><?cs var:M.log.digest ?></dt>
			<dd class="hash"><?cs var:fo.digest ?></dd>
			<dt><?cs var:M.log.leaf ?></dt>
			<dd class="hash"><?cs var:fo.hash ?></dd>
		</dl>

		<h3 class="pad-s"><?cs var:M.log.line ?></h3>
		<pre class="cmd" tabindex="0" role="region" aria-label="<?cs var:M.log.line ?>"><?cs var:fo.line ?></pre>

		<h3 class="pad-s"><?cs var:M.log.proof ?></h3>
		<p class="small"><?cs var:M.log.proof_text ?></p>
		<pre class="cmd" tabindex="0" role="region" aria-label="<?cs var:M.log.command ?>"><?cs var:fo.command ?></pre>
		<p class="small"><a href="<?cs var:fo.proof ?>"><?cs var:M.log.proof ?></a></p>
	</section>

<?cs /def ?>
<?cs def:log_command(co_title, co_text, co_line) ?>
	<li>
		<h3><?cs var:co_title ?></h3>
		<p class="small muted"><?cs var:co_text ?></p>
		<pre class="cmd" tabindex="0" role="region" aria-label="<?cs var:co_title ?>"><?cs var:co_line ?></pre>
	</li>

<?cs /def ?>
<?cs def:log_witness(wi) ?>
	<li>
		<p>
			<b><?cs var:wi.name ?></b>
			<?cs if:wi.ended ?> <?cs call:tag("", M.log.ended) ?><?cs /if ?>
		</p>
		<?cs if:wi.size ?>
			<p class="small">
				<?cs var:M.log.cosigned ?> <span class="num"><?cs var:wi.size ?></span><br>
				<span class="num"><?cs var:wi.at ?></span> <span class="muted"><?cs var:wi.age ?></span>
			</p>
		<?cs else ?>
			<p class="small muted"><?cs var:M.log.not_yet ?></p>
		<?cs /if ?>
		<p class="hash"><?cs var:wi.vkey ?></p>
	</li>

<?cs /def ?>
<?cs def:log_body() ?>
	<div class="cols c-2-1">
		<div class="stack-l">

			<section class="verdict" aria-labelledby="h-now">
				<h2 id="h-now"><?cs var:M.log.now ?></h2>
				<p class="rh"><?cs var:log.size ?> <?cs var:M.log.entries_unit ?></p>
			</section>

			<dl class="facts">
				<dt><?cs var:M.log.root ?></dt>
				<dd class="hash"><?cs var:log.root ?></dd>
				<dt><?cs var:M.log.signed ?></dt>
				<dd>
					<span class="num"><?cs var:log.signed ?></span>
					 <span class="small muted"><?cs var:log.age ?></span>
				</dd>
				<dt><?cs var:M.log.name ?></dt>
				<dd class="mono"><?cs var:log.name ?></dd>
				<dt><?cs var:M.log.files ?></dt>
				<dd>
					<a href="/log/checkpoint"><?cs var:M.log.checkpoint ?></a>
					　<a href="/log/key"><?cs var:M.log.key ?></a>
				</dd>
			</dl>

			<form class="row" action="/log/" method="get" role="search">
				<?cs if:Lang.field ?>
					<input type="hidden" name="lang" value="en">
				<?cs /if ?>
				<label class="strong" for="index"><?cs var:M.log.find ?></label>
				<input class="in number" id="index" name="index" inputmode="numeric" value="<?cs var:asked ?>"
						 maxlength="15" autocomplete="off">
				<button class="btn sec"><?cs var:M.log.find_go ?></button>
			</form>

			<?cs if:found_none ?>
				<div class="note amber">
					<p><?cs var:M.log.found_none ?></p>
				</div>
			<?cs /if ?>

			<?cs if:subcount(found) ?>
				<?cs each:fo_one = found ?><?cs call:log_found(fo_one) ?><?cs /each ?>
			<?cs /if ?>

			<section aria-labelledby="h-new">
				<h2 class="h2" id="h-new"><?cs var:M.log.newest ?></h2>
				<p class="small muted"><?cs var:M.log.newest_text ?></p>

				<?cs if:subcount(entries) ?>
					<table class="ledger fold">
						<thead>
							<tr>
								<th scope="col"><?cs var:M.log.c_index ?></th>
								<th scope="col"><?cs var:M.log.c_kind ?></th>
								<th scope="col"><?cs var:M.log.c_id ?></th>
								<th scope="col"><?cs var:M.log.c_at ?></th>
								<th scope="col"><?cs var:M.log.c_proof ?></th>
							</tr>
						</thead>
						<tbody>

							<?cs each:en_one = entries ?><?cs call:log_entry(en_one) ?><?cs /each ?>
						</tbody>
					</table>

				<?cs else ?>
					<?cs call:empty(M.log.none, "") ?>
				<?cs /if ?>

				<?cs call:portal_pages() ?>
			</section>

			<section aria-labelledby="h-how">
				<h2 class="h2" id="h-how"><?cs var:M.log.how ?></h2>
				<ol class="plumb pad-s">

					<?cs call:log_command(M.log.how_keep, M.log.how_keep_text, log.fetch) ?>

					<?cs call:log_command(M.log.how_check, M.log.how_check_text, log.verify) ?>

					<?cs call:log_command(M.log.how_later, M.log.how_later_text, log.later) ?>

					<?cs call:log_command(M.log.how_watch, M.log.how_watch_text, log.follow) ?>
				</ol>
				<p class="small muted"><?cs var:M.log.formats ?></p>
			</section>
		</div>

		<aside class="stack-l">

			<section class="verify" aria-labelledby="h-what">
				<h2 id="h-what"><?cs var:M.log.what ?></h2>
				<p class="small"><?cs var:M.log.what_text ?></p>
				<p class="small"><?cs var:M.log.what_private ?></p>
			</section>

			<section aria-labelledby="h-wit">
				<h2 class="h2" id="h-wit"><?cs var:M.log.witnesses ?></h2>
				<p class="small muted"><?cs var:M.log.witnesses_text ?></p>
				<?cs if:subcount(witnesses) ?>
					<ul class="plain pad-s">
						<?cs each:wi_one = witnesses ?><?cs call:log_witness(wi_one) ?><?cs /each ?>
					</ul>
					<?cs if:any_cosigned ?>
						<p class="small"><a href="/log/cosigned"><?cs var:M.log.cosigned_file ?></a></p>
					<?cs /if ?>
				<?cs else ?>
					<p class="small pad-s"><?cs var:M.log.witnesses_none ?></p>
				<?cs /if ?>
			</section>

			<section aria-labelledby="h-keys">
				<h2 class="h2" id="h-keys"><?cs var:M.log.keys ?></h2>
				<dl class="facts tight">
					<dt>Ed25519</dt>
					<dd class="hash"><?cs var:log.ed25519 ?></dd>
					<dt>SM2</dt>
					<dd class="hash"><?cs var:log.sm2 ?></dd>
				</dl>
				<p class="small muted"><?cs var:M.log.keys_text ?></p>
			</section>

		</aside>
	</div>
<?cs /def ?>

<?cs def:body() ?>
	<div class="wrap pad-t">
		<nav aria-label="<?cs var:M.nav.where ?>">
			<ol class="crumb">
				<li><a href="/<?cs var:Lang.qs ?>"><?cs var:M.nav.home ?></a></li>
				<li aria-current="page"><?cs var:M.log.title ?></li>
			</ol>
		</nav>

		<div class="ph">
			<h1><?cs var:M.log.title ?></h1>
			<p class="lead"><?cs var:M.log.lead ?></p>
		</div>

		<?cs if:begins ?>
			<?cs call:empty(M.log.begins, M.log.begins_text) ?>
		<?cs else ?>
			<?cs call:log_body() ?>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
