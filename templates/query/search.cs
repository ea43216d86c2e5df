<?cs # The desk's search.  Data: q, groups, in, everywhere, hits_first, hits_next, asked, too_short, nothing. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.search ?>
<?cs # What was looked for stands out. ?>
<?cs def:found_text(ft_text, ft_before, ft_hit, ft_after) ?>
	<?cs if:ft_hit ?>
		<?cs var:ft_before ?><mark><?cs var:ft_hit ?></mark><?cs var:ft_after ?>
	<?cs else ?>
		<?cs var:ft_text ?>
	<?cs /if ?>
<?cs /def ?>
<?cs def:found_title(ft) ?>
	<?cs call:found_text(ft.title, ft.title_before, ft.title_hit, ft.title_after) ?>
<?cs /def ?>
<?cs def:found_rows(found_list) ?>
	<table class="ledger fold">
		<thead class="vh">
			<tr>
				<th scope="col"><?cs var:M.query.name ?></th>
				<th scope="col"><?cs var:M.cases.state ?></th>
				<th scope="col"><?cs var:M.query.whose ?></th>
				<th scope="col"><?cs var:M.query.day ?></th>
			</tr>
		</thead>
		<tbody>
			<?cs each:one = found_list ?>
				<tr>
					<td>
						<?cs if:one.href ?>
							<a class="t" href="<?cs var:one.href ?>"><?cs call:found_title(one) ?></a>
						<?cs else ?>
							<?cs call:found_title(one) ?>
						<?cs /if ?>
						<br>
						<span class="small muted">
							<?cs call:found_text(one.number, one.number_before, one.number_hit, one.number_after) ?>
						</span>
					</td>
					<td>
						<?cs if:one.state ?><?cs call:tag("dai", one.state) ?><?cs /if ?>
					</td>
					<td data-l="<?cs var:M.query.whose ?>"><?cs var:one.agency ?></td>
					<td class="num" data-l="<?cs var:M.query.day ?>"><?cs var:one.day ?></td>
				</tr>
			<?cs /each ?>
		</tbody>
	</table>
<?cs /def ?>
<?cs def:found_groups() ?>
	<?cs set:found_any = "" ?>
	<?cs each:group = groups ?>
		<?cs if:subcount(group.hits) ?>
			<?cs set:found_any = "1" ?>
			<section class="panel flush pad-s" aria-labelledby="g-<?cs var:group.kind ?>">
				<h2 class="h2" id="g-<?cs var:group.kind ?>">
					<?cs var:group.title ?>
					<?cs if:group.all ?>
						 <small><a href="<?cs var:group.all ?>"><?cs var:M.query.all ?></a></small>
					<?cs /if ?>
				</h2>
				<?cs call:found_rows(group.hits) ?>
			</section>
		<?cs /if ?>
	<?cs /each ?>
	<?cs if:!found_any ?>
		<section class="panel flush pad-s" aria-label="<?cs var:M.register.results ?>">
			<?cs call:empty(nothing, M.query.nothing_text) ?>
		</section>
	<?cs /if ?>
<?cs /def ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.menu.search ?></h1>
		<p class="muted"><?cs var:M.query.how ?></p>
	</div>

	<form class="row panel listbar" role="search" aria-label="<?cs var:M.menu.search ?>" method="get"
			 action="/desk/search">
		<div class="fld grow">
			<label for="sq"><?cs var:M.query.q ?></label>
			<input class="in" id="sq" name="q" type="search" value="<?cs var:q ?>" autocomplete="off">
		</div>
		<?cs if:in ?>
			<input type="hidden" name="in" value="<?cs var:in ?>">
		<?cs /if ?>
		<button class="btn"><?cs var:M.register.search ?></button>
	</form>

	<?cs if:too_short ?>
		<div class="note amber pad-s" role="status">
			<p><?cs var:M.register.too_short ?></p>
		</div>
	<?cs /if ?>

	<?cs if:asked ?>
		<?cs call:found_groups() ?>
		<?cs call:pager(hits_first, hits_next) ?>
		<?cs if:everywhere ?>
			<p class="pad-s"><a href="<?cs var:everywhere ?>"><?cs var:M.query.everywhere ?></a></p>
		<?cs /if ?>
	<?cs /if ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
