<?cs # What other agencies plan: agency, item, window.  Data: year, years, lines, first, next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"joint/macros.cs" ?>
<?cs set:Page.title = M.joint.others ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/joint/programme/"><?cs var:M.menu.programme ?></a></li>
			<li aria-current="page"><?cs var:M.joint.others ?></li>
		</ol>
	</nav>

	<div class="ph">
		<h1><?cs var:M.joint.others ?> <span class="num"><?cs var:year ?></span></h1>
		<p class="muted"><?cs var:M.joint.others_lead ?></p>
	</div>

	<?cs call:year_bar("/desk/joint/programme/others") ?>

	<section class="panel flush pad-s" aria-label="<?cs var:M.joint.others ?>">
		<?cs if:subcount(lines) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.joint.agency ?></th>
						<th scope="col"><?cs var:M.joint.item ?></th>
						<th scope="col"><?cs var:M.joint.window ?></th>
					</tr>
				</thead>
				<tbody>
					<?cs each:ol = lines ?>
						<tr>
							<td data-l="<?cs var:M.joint.agency ?>"><b><?cs var:ol.agency ?></b></td>
							<td data-l="<?cs var:M.joint.item ?>">
								<?cs var:ol.name ?>
								<br>
								<span class="hash"><?cs var:ol.code ?></span>
							</td>
							<td class="num" data-l="<?cs var:M.joint.window ?>">
								<?cs var:ol.from_on ?> – <?cs var:ol.to_on ?>
							</td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.joint.others_none, M.joint.others_none_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(first, next) ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
