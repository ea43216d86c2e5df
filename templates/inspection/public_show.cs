<?cs # One published result, from the text whose digest the log has.  Data: pub, rating. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = pub.name ?>
<?cs set:Page.nav = "results" ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<nav aria-label="<?cs var:M.nav.where ?>">
			<ol class="crumb">
				<li><a href="/inspections/<?cs var:Lang.qs ?>"><?cs var:M.inspect.p_title ?></a></li>
				<li aria-current="page"><?cs var:pub.name ?></li>
			</ol>
		</nav>

		<article>
			<div class="ph">
				<h1><?cs var:pub.name ?></h1>
				<p class="lead"><?cs var:pub.outcome ?></p>
				<?cs if:pub.emergency ?>
					<p>
						<?cs call:tag("zhu", M.inspect.emergency) ?>
						 <span class="small muted"><?cs var:M.inspect.p_emergency ?></span>
					</p>
				<?cs /if ?>
			</div>

			<dl class="facts">
				<dt><?cs var:M.inspect.p_agency ?></dt>
				<dd><?cs var:pub.agency ?></dd>
				<?cs if:pub.object ?>
					<dt><?cs var:M.inspect.p_object ?></dt>
					<dd class="hash"><?cs var:pub.object ?></dd>
				<?cs /if ?>
				<dt><?cs var:M.inspect.kind ?></dt>
				<dd><?cs var:pub.kind ?></dd>
				<dt><?cs var:M.inspect.p_day ?></dt>
				<dd class="num"><?cs var:pub.visited_on ?></dd>
				<dt><?cs var:M.inspect.officers ?></dt>
				<dd class="num">
					<?cs each:of = pub.officers ?><?cs if:!first(of) ?>, <?cs /if ?><?cs var:of.no ?><?cs /each ?>
				</dd>
				<dt><?cs var:M.inspect.p_published ?></dt>
				<dd class="num"><?cs var:pub.published ?></dd>
			</dl>

			<section class="pad-t">
				<h2 class="h2"><?cs var:M.inspect.items ?></h2>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.inspect.item ?></th>
							<th scope="col"><?cs var:M.inspect.answer ?></th>
						</tr>
					</thead>
					<tbody>
						<?cs each:re = pub.results ?>
							<tr>
								<td>
									<b><?cs var:re.name ?></b>
									<br>
									<span class="small muted"><?cs var:re.standard ?></span>
								</td>
								<td data-l="<?cs var:M.inspect.answer ?>">
									<?cs if:re.bad ?>
										<?cs call:tag("zhu", re.result) ?>
									<?cs else ?>
										<?cs call:tag("song", re.result) ?>
									<?cs /if ?>
									<?cs if:re.due ?>
										<br>
										<span class="small"><?cs var:M.inspect.due ?> <?cs var:re.due ?></span>
									<?cs /if ?>
								</td>
							</tr>
						<?cs /each ?>
					</tbody>
				</table>
			</section>

			<section class="pad-t">
				<h2 class="h2"><?cs var:M.inspect.p_rating ?></h2>
				<?cs if:rating.score ?>
					<p class="num"><b><?cs var:rating.score ?> / 5</b></p>
					<ul class="plain">
						<?cs each:sa = rating.said ?>
							<li><?cs var:sa.text ?></li>
						<?cs /each ?>
					</ul>
				<?cs else ?>
					<p class="muted"><?cs var:M.inspect.p_unrated ?></p>
					<p><a href="/rate/<?cs var:pub.ref ?><?cs var:Lang.qs ?>"><?cs var:M.inspect.p_rate ?></a></p>
				<?cs /if ?>
			</section>
		</article>

		<section class="verify pad-t" aria-labelledby="h-verify">
			<h2 id="h-verify"><?cs var:M.inspect.p_check ?></h2>
			<p><?cs var:M.inspect.p_check_text ?></p>
			<dl class="facts tight">
				<dt><?cs var:M.inspect.p_digest ?></dt>
				<dd class="hash"><?cs var:pub.sha256 ?></dd>
				<dt><?cs var:M.inspect.p_json ?></dt>
				<dd><a href="/inspections/<?cs var:pub.ref ?>.json">/inspections/<?cs var:pub.ref ?>.json</a></dd>
			</dl>
		</section>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
