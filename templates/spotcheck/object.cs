<?cs # One entry of the object library.  Data: crumbs, objects.0.*, facts, siblings, object.{add,end}. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = objects.0.name ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph row between top">
		<div>
			<h1><?cs var:objects.0.name ?></h1>
			<p>
				<?cs call:tag("", objects.0.kind) ?>
				<?cs if:objects.0.ended_on ?> <?cs call:tag("amber", M.spot.ended) ?><?cs /if ?>
			</p>
		</div>
		<p class="row">
			<?cs if:object.add ?>
				<a class="btn sec" href="<?cs var:object.add ?>"><?cs var:M.admin.spot_object.title ?></a>
			<?cs /if ?>
			<?cs if:object.end ?>
				<a class="btn sec" href="<?cs var:object.end ?>"><?cs var:M.admin.spot_object_end.title ?></a>
			<?cs /if ?>
		</p>
	</div>

	<?cs if:objects.0.ended_on ?>
		<div class="note amber">
			<p><span class="num"><?cs var:objects.0.ended_on ?></span> <?cs var:objects.0.end ?></p>
		</div>
	<?cs /if ?>

	<div class="stack-l">
		<section class="panel">
			<h2 class="h2"><?cs var:M.spot.what ?></h2>
			<?cs call:facts(facts) ?>
		</section>

		<?cs if:subcount(siblings) ?>
			<section class="panel flush">
				<h2 class="h2"><?cs var:M.spot.siblings ?></h2>
				<table class="ledger fold">
					<thead>
						<tr>
							<th scope="col"><?cs var:M.spot.object ?></th>
							<th scope="col"><?cs var:M.field.object_kind ?></th>
						</tr>
					</thead>
					<tbody>

						<?cs each:sb = siblings ?>
							<tr>
								<td>
									<a class="t" href="<?cs var:sb.href ?>"><?cs var:sb.name ?></a>
									 <?cs if:sb.off ?><?cs call:tag("amber", M.spot.ended) ?><?cs /if ?>
									<br>
									<span class="hash"><?cs var:sb.object_id ?></span>
								</td>
								<td data-l="<?cs var:M.field.object_kind ?>"><?cs var:sb.kind ?></td>
							</tr>

						<?cs /each ?>
					</tbody>
				</table>
			</section>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
