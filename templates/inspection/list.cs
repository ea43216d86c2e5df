<?cs # Inspections.  Data: scopes, states, inspections, may_open, first, next. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.inspections ?>
<?cs def:pick(pick_id, pick_name, pick_label, pick_list) ?>
	<div class="fld">
		<label for="<?cs var:pick_id ?>"><?cs var:pick_label ?></label>
		<select class="in" id="<?cs var:pick_id ?>" name="<?cs var:pick_name ?>">
			<?cs if:pick_name == "state" ?>
				<option value=""><?cs var:M.inspect.any ?></option>
			<?cs /if ?>
			<?cs each:po = pick_list ?>
				<option value="<?cs var:po.value ?>"<?cs if:po.on ?> selected<?cs /if ?>><?cs var:po.label ?></option>
			<?cs /each ?>
		</select>
	</div>
<?cs /def ?>

<?cs def:body() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:M.menu.inspections ?></h1>
			<p class="muted"><?cs var:M.inspect.list_lead ?></p>
		</div>
		<?cs if:may_open ?>
			<p class="row"><a class="btn" href="/desk/register/?for=inspection"><?cs var:M.inspect.act_open ?></a></p>
		<?cs /if ?>
	</div>

	<div class="note amber" role="status" data-waits hidden>
		<h2><?cs var:M.inspect.q_here ?></h2>
		<ul class="plain"></ul>
	</div>

	<form class="row panel listbar" method="get" action="/desk/inspections/" aria-label="<?cs var:M.inspect.filter ?>">
		<?cs call:pick("sc", "scope", M.inspect.scope, scopes) ?>
		<?cs call:pick("st", "state", M.inspect.state, states) ?>
		<button class="btn sec"><?cs var:M.inspect.filter ?></button>
	</form>

	<section class="panel flush pad-s" aria-label="<?cs var:M.menu.inspections ?>">
		<?cs if:subcount(inspections) ?>
			<table class="ledger fold">
				<thead>
					<tr>
						<th scope="col"><?cs var:M.inspect.who ?></th>
						<th scope="col"><?cs var:M.inspect.kind ?></th>
						<th scope="col"><?cs var:M.inspect.officers ?></th>
						<th scope="col"><?cs var:M.inspect.from ?></th>
						<th scope="col"><?cs var:M.inspect.state ?></th>
					</tr>
				</thead>
				<tbody>

					<?cs each:in = inspections ?>
						<tr>
							<td>
								<a class="t" href="/desk/inspections/<?cs var:in.ref ?>"><?cs var:in.name ?></a>
								<br>
								<span class="small muted"><?cs var:in.object_id ?></span>
							</td>
							<td data-l="<?cs var:M.inspect.kind ?>">
								<?cs var:in.kind ?>
								<?cs if:in.emergency ?> <?cs call:tag("zhu", M.inspect.emergency) ?><?cs /if ?>
							</td>
							<td data-l="<?cs var:M.inspect.officers ?>"><?cs var:in.officers ?></td>
							<td class="num" data-l="<?cs var:M.inspect.from ?>"><?cs var:in.from_at ?></td>
							<td><?cs call:tag(in.tone, in.state) ?></td>
						</tr>

					<?cs /each ?>
				</tbody>
			</table>
		<?cs else ?>
			<?cs call:empty(M.inspect.none, M.inspect.none_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(first, next) ?>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
