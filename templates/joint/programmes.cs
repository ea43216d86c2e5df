<?cs # The year's programmes.  Data: years, programmes, may_open, unfiled, unfiled_title, first, next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"joint/macros.cs" ?>
<?cs set:Page.title = M.menu.programme ?>
<?cs def:body() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:M.menu.programme ?></h1>
			<p class="muted"><?cs var:M.joint.lead ?></p>
		</div>
		<p class="row">
			<?cs if:may_open ?>
				<a class="btn" href="/desk/joint/programme/new"><?cs var:M.joint.act_open ?></a>
			<?cs /if ?>
			<a class="btn sec" href="/desk/joint/programme/others"><?cs var:M.joint.others ?></a>
		</p>
	</div>

	<?cs call:year_bar("/desk/joint/programme/") ?>

	<section class="panel flush pad-s" aria-label="<?cs var:M.menu.programme ?>">
		<?cs if:subcount(programmes) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.joint.year ?></th>
						<th scope="col"><?cs var:M.joint.agency ?></th>
						<th scope="col"><?cs var:M.joint.edition ?></th>
						<th scope="col"><?cs var:M.joint.due ?></th>
						<th scope="col"><?cs var:M.joint.state ?></th>
					</tr>
				</thead>
				<tbody>
					<?cs each:pg = programmes ?>
						<tr>
							<td>
								<a class="t num" href="<?cs var:pg.href ?>"
										 aria-label="<?cs var:pg.agency ?> <?cs var:pg.year ?>"><?cs var:pg.year ?></a>
							</td>
							<td data-l="<?cs var:M.joint.agency ?>"><?cs var:pg.agency ?></td>
							<td class="num" data-l="<?cs var:M.joint.edition ?>"><?cs var:pg.edition ?></td>
							<td class="num" data-l="<?cs var:M.joint.due ?>">
								<?cs if:pg.due ?>
									<b<?cs if:pg.late ?> class="zh"<?cs /if ?>><?cs var:pg.due ?></b>
								<?cs else ?>–<?cs /if ?>
							</td>
							<td>
								<?cs call:tag(pg.tone, pg.state_name) ?>
								<?cs if:pg.received ?>
									<br>
									<span class="small muted"><?cs var:M.joint.received_tag ?></span>
								<?cs /if ?>
							</td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.joint.none, M.joint.none_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(first, next) ?>

	<?cs if:unfiled_title ?>
		<section class="panel pad-s2" aria-labelledby="h-unfiled">
			<h2 class="h2" id="h-unfiled"><?cs var:unfiled_title ?></h2>
			<?cs if:subcount(unfiled) ?>
				<ul>
					<?cs each:uf = unfiled ?>
						<li><?cs var:uf.name ?></li>
					<?cs /each ?>
				</ul>
			<?cs else ?>
				<p class="muted"><?cs var:M.joint.all_filed ?></p>
			<?cs /if ?>
		</section>
	<?cs /if ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
