<?cs # One discretion scale.  Data: scale, broken, applied, tiers. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = scale.cause ?>
<?cs set:Page.nav = "laws" ?>
<?cs def:tier_row(ti) ?>
	<tr>
		<td><b><?cs var:ti.name ?></b></td>
		<td data-l="<?cs var:M.law.tier_when ?>"><?cs var:ti.conditions ?></td>
		<td data-l="<?cs var:M.law.tier_penalty ?>"><?cs var:ti.penalties ?></td>
		<td data-l="<?cs var:M.law.tier_range ?>"><?cs var:ti.range ?></td>
	</tr>

<?cs /def ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<nav aria-label="<?cs var:M.nav.where ?>">
			<ol class="crumb">
				<li><a href="/<?cs var:Lang.qs ?>"><?cs var:M.nav.home ?></a></li>
				<li><a href="/scales/<?cs var:Lang.qs ?>"><?cs var:M.law.scales_title ?></a></li>
				<li aria-current="page"><?cs var:scale.cause ?></li>
			</ol>
		</nav>

		<header class="doch">
			<p class="doch-org"><?cs var:scale.title ?></p>
			<h1><?cs var:scale.cause ?></h1>
		</header>

		<dl class="facts">
			<dt><?cs var:M.law.code ?></dt>
			<dd class="hash"><?cs var:scale.code ?></dd>
			<?cs if:subcount(broken) ?>
				<dt><?cs var:M.law.broken ?></dt>
				<dd><?cs call:law_lines(broken) ?></dd>
			<?cs /if ?>
			<?cs if:subcount(applied) ?>
				<dt><?cs var:M.law.applied ?></dt>
				<dd><?cs call:law_lines(applied) ?></dd>
			<?cs /if ?>
			<dt><?cs var:M.law.c_source ?></dt>
			<dd><?cs var:scale.source ?></dd>
			<?cs if:scale.published ?>
				<dt><?cs var:M.law.published ?></dt>
				<dd class="num"><?cs var:scale.published ?></dd>
			<?cs /if ?>
			<dt><?cs var:M.law.c_from ?></dt>
			<dd class="num"><?cs var:scale.from ?></dd>
			<?cs if:scale.to ?>
				<dt><?cs var:M.law.valid_to ?></dt>
				<dd class="num"><?cs var:scale.to ?></dd>
			<?cs /if ?>
		</dl>

		<section class="pad-s2" aria-labelledby="h-t">
			<h2 class="h2" id="h-t"><?cs var:M.law.c_tiers ?></h2>
			<table class="ledger fold pad-s">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.law.tier ?></th>
						<th scope="col"><?cs var:M.law.tier_when ?></th>
						<th scope="col"><?cs var:M.law.tier_penalty ?></th>
						<th scope="col"><?cs var:M.law.tier_range ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:ti_one = tiers ?><?cs call:tier_row(ti_one) ?><?cs /each ?>
				</tbody>
			</table>
		</section>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
