<?cs # Discretion scales with their tiers, by cause.  Data: q, scales, pages_first, pages_next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"law_desk/macros.cs" ?>
<?cs set:Page.title = M.law.scales_title ?>
<?cs def:tiers_of(tf) ?>
	<table class="ledger fold">
		<thead>
			<tr>
				<th scope="col"><?cs var:M.law.tier ?></th>
				<th scope="col"><?cs var:M.law.tier_when ?></th>
				<th scope="col"><?cs var:M.law.tier_penalty ?></th>
				<th scope="col"><?cs var:M.law.tier_range ?></th>
			</tr>
		</thead>
		<tbody>
			<?cs each:ti = tf.tiers ?>
				<tr>
					<td><b><?cs var:ti.name ?></b></td>
					<td data-l="<?cs var:M.law.tier_when ?>"><?cs var:ti.conditions ?></td>
					<td data-l="<?cs var:M.law.tier_penalty ?>"><?cs var:ti.penalties ?></td>
					<td data-l="<?cs var:M.law.tier_range ?>"><?cs var:ti.range ?></td>
				</tr>
			<?cs /each ?>
		</tbody>
	</table>

<?cs /def ?>
<?cs def:scale(sl) ?>
	<section class="panel" aria-labelledby="s-<?cs var:sl.ref ?>">
		<h2 class="h2" id="s-<?cs var:sl.ref ?>">
			<?cs var:sl.cause ?> <small class="hash"><?cs var:sl.cause_code ?></small>
		</h2>
		<dl class="facts tight">
			<?cs if:sl.broken ?>
				<dt><?cs var:M.law.broken ?></dt>
				<dd><?cs var:sl.broken ?></dd>
			<?cs /if ?>
			<?cs if:sl.applied ?>
				<dt><?cs var:M.law.applied ?></dt>
				<dd><?cs var:sl.applied ?></dd>
			<?cs /if ?>
			<dt><?cs var:M.law.c_source ?></dt>
			<dd><?cs var:sl.title ?> <?cs var:sl.source ?></dd>
			<dt><?cs var:M.law.c_from ?></dt>
			<dd class="num"><?cs var:sl.valid_from ?></dd>
		</dl>
		<?cs call:tiers_of(sl) ?>
	</section>

<?cs /def ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.law.scales_title ?></h1>
	</div>

	<?cs call:law_desk_head("scales", "/desk/laws/scales", M.law.search_scale) ?>

	<div class="stack-l pad-s">
		<?cs if:subcount(scales) ?>
			<?cs each:sc_one = scales ?><?cs call:scale(sc_one) ?><?cs /each ?>
		<?cs else ?>
			<section class="panel"><?cs call:empty(M.law.none, M.law.none_text) ?></section>
		<?cs /if ?>
	</div>

	<?cs call:pager(pages_first, pages_next) ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
