<?cs # One item of goods.  Data: crumbs, items.0, moves, list_href. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = items.0.code ?>
<?cs def:goods_line(gl_label, gl_value) ?>
	<?cs if:gl_value ?>
		<dt><?cs var:gl_label ?></dt>
		<dd><?cs var:gl_value ?></dd>
	<?cs /if ?>
<?cs /def ?>
<?cs def:body() ?>
	<div class="ph">
		<?cs call:crumb(crumbs) ?>
		<h1><?cs var:items.0.name ?></h1>
		<p>
			<span class="num"><?cs var:items.0.code ?></span>
			 <?cs call:tag(items.0.tone, items.0.state) ?>
			<?cs if:items.0.confiscated_on ?> <?cs call:tag("", M.goods.confiscated) ?><?cs /if ?>
			<?cs if:items.0.waits ?> <?cs call:tag("amber", M.goods.waits) ?><?cs /if ?>
		</p>
	</div>

	<section class="panel pad-s">
		<dl class="facts">
			<?cs call:goods_line(M.goods.spec, items.0.spec) ?>
			<?cs call:goods_line(M.goods.quantity, items.0.quantity) ?>
			<?cs call:goods_line(M.goods.note, items.0.note) ?>
			<?cs if:items.0.value_fen ?>
				<?cs call:goods_line(M.goods.value, items.0.value_fen + " " + M.case.yuan) ?>
			<?cs /if ?>
			<?cs call:goods_line(M.goods.keeper, items.0.keeper) ?>
			<?cs call:goods_line(M.goods.confiscated_on, items.0.confiscated_on) ?>
			<?cs call:goods_line(M.goods.measure, items.0.measure) ?>
			<?cs call:goods_line(M.goods.from_day, items.0.from_day) ?>
			<dt><?cs var:M.goods.case ?></dt>
			<dd><a href="<?cs var:items.0.case_href ?>"><?cs var:items.0.case_number ?></a></dd>
		</dl>
		<p><a href="<?cs var:list_href ?>"><?cs var:M.goods.of_case ?></a></p>
	</section>

	<section class="panel flush pad-s">
		<h2 class="h2"><?cs var:M.goods.history ?></h2>
		<table class="ledger fold">
			<thead>
				<tr>
					<th scope="col"><?cs var:M.goods.day ?></th>
					<th scope="col"><?cs var:M.goods.act ?></th>
					<th scope="col"><?cs var:M.goods.by ?></th>
					<th scope="col"><?cs var:M.goods.other ?></th>
					<th scope="col"><?cs var:M.goods.words ?></th>
				</tr>
			</thead>
			<tbody>
				<tr>
					<td class="num"><?cs var:items.0.from_day ?></td>
					<td data-l="<?cs var:M.goods.act ?>"><?cs var:M.goods.listed ?></td>
					<td></td>
					<td></td>
					<td></td>
				</tr>
				<?cs each:mv = moves ?>
					<tr>
						<td class="num"><?cs var:mv.on_day ?></td>
						<td data-l="<?cs var:M.goods.act ?>">
							<?cs var:mv.act ?>
							<?cs if:mv.waits ?> <?cs call:tag("amber", M.goods.waits) ?><?cs /if ?>
							<?cs if:mv.void ?> <?cs call:tag("", M.goods.void) ?><?cs /if ?>
							<?cs if:mv.paper ?>
								<br>
								<a class="small" href="<?cs var:mv.paper_href ?>"><?cs var:mv.paper ?></a>
							<?cs /if ?>
						</td>
						<td data-l="<?cs var:M.goods.by ?>"><?cs var:mv.by_name ?></td>
						<td data-l="<?cs var:M.goods.other ?>">
							<?cs var:mv.other_name ?>
							<?cs if:mv.place ?><br><span class="small muted"><?cs var:mv.place ?></span><?cs /if ?>
						</td>
						<td data-l="<?cs var:M.goods.words ?>">
							<?cs var:mv.words ?>
							<?cs if:mv.fen ?>
								<br>
								<span class="num"><?cs var:M.goods.proceeds ?> <?cs var:mv.fen ?></span>
							<?cs /if ?>
						</td>
					</tr>
				<?cs /each ?>
			</tbody>
		</table>
	</section>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
