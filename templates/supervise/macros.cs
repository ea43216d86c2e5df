<?cs # Parts of the pages of supervision. ?>
<?cs # What a matter is: matter. ?>
<?cs def:matter_facts() ?>
	<dl class="facts">
		<dt><?cs var:M.supervise.about ?></dt>
		<dd><?cs var:matter.about ?></dd>
		<dt><?cs var:M.supervise.body ?></dt>
		<dd><?cs var:matter.agency ?></dd>
		<dt><?cs var:M.supervise.source ?></dt>
		<dd>
			<?cs var:matter.source ?> <?cs var:matter.source_number ?>
			<?cs if:matter.alert ?> <a href="<?cs var:matter.alert ?>"><?cs var:M.supervise.to_alert ?></a><?cs /if ?>
			<?cs if:matter.request ?>
				 <a href="<?cs var:matter.request ?>"><?cs var:M.supervise.to_request ?></a>
			<?cs /if ?>
		</dd>
		<dt><?cs var:M.supervise.object ?></dt>
		<dd>
			<?cs var:matter.act_kind ?>
			<?cs if:matter.subject ?>
				 <a href="<?cs var:matter.subject ?>" lang="zh-CN">
					<?cs if:matter.object ?>
						<?cs var:matter.object ?>
					<?cs else ?>
						<?cs var:M.supervise.open_it ?>
					<?cs /if ?>
				</a>
			<?cs else ?>
				 <span lang="zh-CN"><?cs var:matter.object ?></span>
			<?cs /if ?>
		</dd>
		<dt><?cs var:M.supervise.ground ?></dt>
		<dd><?cs var:matter.ground ?></dd>
		<?cs if:matter.first ?>
			<dt><?cs var:M.supervise.supervisors ?></dt>
			<dd lang="zh-CN"><?cs var:matter.first ?>、<?cs var:matter.second ?></dd>
		<?cs /if ?>
		<dt><?cs var:M.supervise.registered ?></dt>
		<dd class="num"><?cs var:matter.registered ?></dd>
		<?cs if:matter.due ?>
			<dt><?cs var:M.supervise.due ?></dt>
			<dd class="num"><b<?cs if:matter.late ?> class="zh"<?cs /if ?>><?cs var:matter.due ?></b></dd>
		<?cs /if ?>
		<?cs if:matter.outcome ?>
			<dt><?cs var:M.supervise.outcome ?></dt>
			<dd><?cs var:matter.outcome ?> <span class="num muted"><?cs var:matter.ended ?></span></dd>
		<?cs /if ?>
	</dl>
<?cs /def ?>

<?cs # Matters as rows. ?>
<?cs def:matter_table(table_rows) ?>
	<table class="ledger fold">
		<thead>
			<tr>
				<th scope="col"><?cs var:M.supervise.matter ?></th>
				<th scope="col"><?cs var:M.supervise.about ?></th>
				<th scope="col"><?cs var:M.supervise.ground ?></th>
				<th scope="col"><?cs var:M.supervise.due ?></th>
				<th scope="col"><?cs var:M.supervise.state ?></th>
			</tr>
		</thead>
		<tbody>
			<?cs each:mt = table_rows ?>
				<tr>
					<td lang="zh-CN">
						<a class="t" href="<?cs var:mt.href ?>"><?cs var:mt.title ?></a>
						<br>
						<span class="small muted"><?cs var:mt.number ?></span>
					</td>
					<td data-l="<?cs var:M.supervise.about ?>"><?cs var:mt.about ?></td>
					<td data-l="<?cs var:M.supervise.ground ?>">
						<?cs var:mt.ground ?>
						<br>
						<span class="small muted"><?cs var:mt.source ?></span>
					</td>
					<td class="num" data-l="<?cs var:M.supervise.due ?>">
						<?cs if:mt.due ?>
							<b<?cs if:mt.late ?> class="zh"<?cs /if ?>><?cs var:mt.due ?></b>
						<?cs else ?>–<?cs /if ?>
					</td>
					<td>
						<?cs call:tag(mt.tone, mt.state_name) ?>
						<?cs if:mt.objected ?><br><?cs call:tag("zhu", M.supervise.objected) ?><?cs /if ?>
					</td>
				</tr>
			<?cs /each ?>
		</tbody>
	</table>
<?cs /def ?>
