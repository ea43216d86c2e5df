<?cs # A question tried on the last year.  Data: rule, try, hits, first, next. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.monitor.rule_try ?>
<?cs def:hit_table() ?>
	<table class="ledger fold">
		<thead>
			<tr>
				<th scope="col"><?cs var:M.monitor.about ?></th>
				<th scope="col"><?cs var:M.monitor.agency ?></th>
				<th scope="col"><?cs var:M.monitor.rule_at ?></th>
				<th scope="col"><?cs var:M.monitor.rule_found ?></th>
			</tr>
		</thead>
		<tbody>
			<?cs each:hi = hits ?>
				<tr>
					<td lang="zh-CN">
						<?cs if:hi.href ?>
							<a href="<?cs var:hi.href ?>">
								<?cs if:hi.number ?>
									<?cs var:hi.number ?>
								<?cs else ?>
									<?cs var:M.monitor.subject ?>
								<?cs /if ?>
							</a>
						<?cs else ?>
							<?cs var:hi.number ?>
						<?cs /if ?>
					</td>
					<td data-l="<?cs var:M.monitor.agency ?>"><?cs var:hi.agency ?></td>
					<td class="num" data-l="<?cs var:M.monitor.rule_at ?>"><?cs var:hi.at ?></td>
					<td class="num" data-l="<?cs var:M.monitor.rule_found ?>">
						<?cs var:hi.n ?> / <?cs var:hi.of_n ?>
					</td>
				</tr>
			<?cs /each ?>
		</tbody>
	</table>
<?cs /def ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/rules/"><?cs var:M.menu.rules ?></a></li>
			<li><a href="<?cs var:rule.href ?>"><?cs var:rule.name ?></a></li>
			<li aria-current="page"><?cs var:M.monitor.rule_try ?></li>
		</ol>
	</nav>

	<div class="ph">
		<h1><?cs var:rule.name ?></h1>
		<p class="muted"><?cs var:M.monitor.rule_lead_try ?></p>
	</div>

	<form class="row panel listbar" method="get" action="<?cs var:rule.href ?>/try"
			 aria-label="<?cs var:M.monitor.rule_try ?>">
		<div class="fld">
			<label for="tn"><?cs var:M.monitor.rule_n ?></label>
			<input class="in" id="tn" name="n" inputmode="numeric" value="<?cs var:try.n ?>">
		</div>
		<button class="btn sec"><?cs var:M.monitor.rule_try ?></button>
	</form>

	<p class="panel pad-s2">
		<?cs var:M.monitor.rule_would ?> <b class="num"><?cs var:try.found ?></b>
		<?cs if:try.more ?><br><b class="zh"><?cs var:M.monitor.rule_stopped ?></b><?cs /if ?>
		<?cs if:rule.person ?><br><span class="muted"><?cs var:M.monitor.rule_person_text ?></span><?cs /if ?>
	</p>

	<?cs if:subcount(hits) ?>
		<section class="panel flush pad-s" aria-label="<?cs var:M.monitor.rule_found ?>">
			<?cs call:hit_table() ?>
		</section>
	<?cs /if ?>
	<?cs call:pager(first, next) ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
