<?cs # macros.cs - parts of the coordinators' pages of random checks. ?>
<?cs def:spot_select(ss_id, ss_name, ss_label, ss_options) ?>
	<div class="fld">
		<label for="<?cs var:ss_id ?>"><?cs var:ss_label ?></label>
		<select class="in" id="<?cs var:ss_id ?>" name="<?cs var:ss_name ?>">
			<option value=""><?cs var:M.admin.all ?></option>
			<?cs each:so = ss_options ?>
				<option value="<?cs var:so.value ?>"<?cs if:so.on ?> selected<?cs /if ?>><?cs var:so.label ?></option>
			<?cs /each ?>
		</select>
	</div>

<?cs /def ?>
<?cs def:spot_bar(sb_action, sb_label) ?>
	<form class="row panel listbar" role="search" aria-label="<?cs var:sb_label ?>" method="get"
			 action="<?cs var:sb_action ?>">
	<div class="fld grow">
		<label for="aq"><?cs var:sb_label ?></label>
		<input class="in" id="aq" name="q" type="search" value="<?cs var:q ?>" autocomplete="off">
	</div>

<?cs /def ?>
<?cs def:spot_bar_end() ?>
	<button class="btn sec"><?cs var:M.register.search ?></button>
	</form>

<?cs /def ?>
<?cs # ratio and frequency of each class that has one ?>
<?cs def:spot_rates(sr) ?>
	<?cs if:subcount(sr.rates) ?>
		<ul class="rates">
			<?cs each:ra = sr.rates ?>
				<li>
					<b><?cs var:ra.class ?></b>
					 <span class="num"><?cs var:ra.ratio ?></span>
					 <span class="small muted"><?cs var:ra.times ?></span>
				</li>
			<?cs /each ?>
		</ul>
	<?cs else ?>
		<span class="muted">–</span>
	<?cs /if ?>
<?cs /def ?>

<?cs # the lines of a plan, for the desk and the public ?>
<?cs def:spot_lines() ?>
	<table class="ledger fold">
		<thead>
			<tr>
				<th scope="col"><?cs var:M.spot.line_n ?></th>
				<th scope="col"><?cs var:M.spot.line ?></th>
				<th scope="col"><?cs var:M.spot.scope ?></th>
				<th scope="col"><?cs var:M.spot.c_items ?></th>
				<th scope="col"><?cs var:M.spot.c_agencies ?></th>
				<th scope="col"><?cs var:M.spot.c_ratio ?></th>
				<th scope="col"><?cs var:M.spot.c_when ?></th>
				<?cs if:lines_act ?>
					<th scope="col"><span class="vh"><?cs var:M.home.act ?></span></th>
				<?cs /if ?>
			</tr>
		</thead>
		<tbody>

			<?cs each:li = lines ?>
				<tr>
					<td class="num" data-l="<?cs var:M.spot.line_n ?>"><?cs var:li.n ?></td>
					<td>
						<b><?cs var:li.title ?></b>
						<br>
						<?cs call:tag("", li.kind) ?>
						<?cs if:li.joint ?> <?cs call:tag("dai", M.spot.joint) ?><?cs /if ?>
					</td>
					<td data-l="<?cs var:M.spot.scope ?>"><?cs var:li.scope ?></td>
					<td data-l="<?cs var:M.spot.c_items ?>"><?cs var:li.items ?></td>
					<td data-l="<?cs var:M.spot.c_agencies ?>"><?cs var:li.agencies ?></td>
					<td class="num" data-l="<?cs var:M.spot.c_ratio ?>"><?cs var:li.ratio ?></td>
					<td class="nowrap" data-l="<?cs var:M.spot.c_when ?>">
						<?cs var:li.months ?><br>
						<span class="small muted"><?cs var:M.spot.batches ?> <?cs var:li.batches ?></span>
					</td>
					<?cs if:lines_act ?>
						<td class="right nowrap">
							<?cs if:li.task ?>
								<a class="btn sec sm" href="<?cs var:li.task ?>">
									<?cs var:M.admin.spot_task.title ?>
								</a>
							<?cs /if ?>
							<?cs if:li.edit ?>
								<a href="<?cs var:li.edit ?>">
									<?cs var:M.admin.change ?>
									<span class="vh" lang="zh-CN"> <?cs var:li.title ?></span>
								</a>
								 <form method="post" action="<?cs var:li.remove ?>">
									<?cs call:form_hidden() ?>
									<button class="linkbtn">
										<?cs var:M.spot.remove ?>
										<span class="vh" lang="zh-CN"> <?cs var:li.title ?></span>
									</button>
								</form>
							<?cs /if ?>
						</td>
					<?cs /if ?>
				</tr>

			<?cs /each ?>
		</tbody>
	</table>

<?cs /def ?>
