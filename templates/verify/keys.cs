<?cs # Keys of the agencies' seals.  Data: keys. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.verify.keys ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<nav aria-label="<?cs var:M.nav.where ?>">
			<ol class="crumb">
				<li><a href="/<?cs var:Lang.qs ?>"><?cs var:M.nav.home ?></a></li>
				<li aria-current="page"><?cs var:M.verify.keys ?></li>
			</ol>
		</nav>

		<div class="ph">
			<h1><?cs var:M.verify.keys ?></h1>
			<p class="lead"><?cs var:M.verify.keys_text ?></p>
		</div>

		<?cs if:subcount(keys) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.verify.key ?></th>
						<th scope="col"><?cs var:M.verify.agency ?></th>
						<th scope="col"><?cs var:M.verify.holder ?></th>
						<th scope="col"><?cs var:M.verify.from ?></th>
						<th scope="col"><?cs var:M.verify.until ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:k = keys ?>
						<tr>
							<td><a class="t hash" href="<?cs var:k.pem ?>"><?cs var:k.key_id ?></a></td>
							<td data-l="<?cs var:M.verify.agency ?>"><?cs var:k.agency ?></td>
							<td data-l="<?cs var:M.verify.holder ?>"><?cs var:k.holder ?></td>
							<td data-l="<?cs var:M.verify.from ?>">
								<span class="num nowrap"><?cs var:k.valid_from ?></span>
							</td>
							<td data-l="<?cs var:M.verify.until ?>">
								<?cs if:k.revoked_at ?>
									<?cs call:tag("zhu", M.verify.revoked) ?>
									 <span class="num nowrap"><?cs var:k.revoked_at ?></span>
								<?cs elif:k.valid_until ?>
									<span class="num nowrap"><?cs var:k.valid_until ?></span>
								<?cs else ?>
									<?cs call:tag("song", M.verify.in_use) ?>
								<?cs /if ?>
							</td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.verify.keys_none, "") ?>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
