<?cs # It was taken in.  Data: receipt. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.source.got_title ?>
<?cs set:Page.nav = "report" ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<div class="ph">
			<h1><?cs var:M.source.got_title ?></h1>
			<p class="lead">
				<?cs if:receipt.again ?>
					<?cs var:M.source.got_again ?>
				<?cs else ?>
					<?cs var:M.source.got_lead ?>
				<?cs /if ?>
			</p>
		</div>
		<div class="note song stack-s" role="status">
			<dl class="facts">
				<dt><?cs var:M.source.number ?></dt>
				<dd class="num"><b><?cs var:receipt.number ?></b></dd>
				<dt><?cs var:M.source.secret ?></dt>
				<dd class="num"><b><?cs var:receipt.secret ?></b></dd>
			</dl>
			<p><?cs var:M.source.got_keep ?></p>
		</div>
		<p class="pad-t"><a class="btn" href="/report/status<?cs var:Lang.qs ?>"><?cs var:M.source.r_status ?></a></p>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
