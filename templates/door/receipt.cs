<?cs # It was taken in.  Data: me, case.0, receipt. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs include:"door/macros_door.cs" ?>
<?cs set:Page.title = M.door.got_title ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<?cs call:door_head(M.door.got_title) ?>
		<div class="note <?cs if:receipt.late ?>amber<?cs else ?>song<?cs /if ?> stack-s" role="status">
			<dl class="facts">
				<dt><?cs var:M.door.receipt_number ?></dt>
				<dd class="num"><b><?cs var:receipt.number ?></b></dd>
				<dt><?cs var:M.door.receipt_sort ?></dt>
				<dd><?cs var:receipt.sort ?></dd>
				<dt><?cs var:M.door.receipt_at ?></dt>
				<dd class="num"><b><?cs var:receipt.at ?></b></dd>
				<dt><?cs var:M.door.number ?></dt>
				<dd class="num"><?cs var:case.0.number ?></dd>
			</dl>
			<p>
				<?cs if:receipt.again ?><?cs var:M.door.got_again ?><?cs else ?><?cs var:M.door.got_text ?><?cs /if ?>
			</p>
			<?cs if:receipt.late ?>
				<p><b><?cs var:M.door.got_late ?></b></p>
			<?cs /if ?>
		</div>
		<p class="pad-t"><a class="btn" href="<?cs var:case.0.href ?>"><?cs var:M.door.back ?></a></p>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
