<?cs # What supervision asks of the agency.  Data: open, more, matters, first, next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"supervise/macros.cs" ?>
<?cs set:Page.title = M.menu.letters ?>
<?cs def:open_letters() ?>
	<table class="ledger fold">
		<thead>
			<tr>
				<th scope="col"><?cs var:M.supervise.letter ?></th>
				<th scope="col"><?cs var:M.supervise.body ?></th>
				<th scope="col"><?cs var:M.supervise.issued ?></th>
				<th scope="col"><?cs var:M.supervise.due ?></th>
			</tr>
		</thead>
		<tbody>
			<?cs each:le = open ?>
				<tr>
					<td>
						<a class="t" href="<?cs var:le.href ?>" lang="zh-CN"><?cs var:le.title ?></a>
						<br>
						<span class="small muted">
							<?cs var:le.kind ?> <span lang="zh-CN"><?cs var:le.number ?></span>
						</span>
					</td>
					<td data-l="<?cs var:M.supervise.body ?>"><?cs var:le.body ?></td>
					<td class="num" data-l="<?cs var:M.supervise.issued ?>"><?cs var:le.issued_on ?></td>
					<td class="num" data-l="<?cs var:M.supervise.due ?>">
						<b<?cs if:le.late ?> class="zh"<?cs /if ?>><?cs var:le.due_on ?></b>
					</td>
				</tr>
			<?cs /each ?>
		</tbody>
	</table>
<?cs /def ?>
<?cs def:body() ?>
	<div class="ph">
		<h1><?cs var:M.menu.letters ?></h1>
		<p class="muted"><?cs var:M.supervise.letters_lead ?></p>
	</div>

	<section class="panel flush pad-s" aria-labelledby="h-open">
		<h2 class="h2" id="h-open"><?cs var:M.supervise.to_answer ?></h2>
		<?cs if:subcount(open) ?>
			<?cs call:open_letters() ?>
			<?cs if:more ?>
				<p class="pad-s2 center"><a href="<?cs var:more ?>"><?cs var:M.supervise.more ?></a></p>
			<?cs /if ?>
		<?cs else ?>
			<?cs call:empty(M.supervise.no_letters, M.supervise.no_letters_text) ?>
		<?cs /if ?>
	</section>

	<section class="panel flush pad-s" aria-labelledby="h-all">
		<h2 class="h2" id="h-all"><?cs var:M.supervise.about_us ?></h2>
		<?cs if:subcount(matters) ?>
			<?cs call:matter_table(matters) ?>
		<?cs else ?>
			<?cs call:empty(M.supervise.none, M.supervise.no_letters_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(first, next) ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
