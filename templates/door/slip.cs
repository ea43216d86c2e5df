<?cs # The slip, shown once, to be printed.  Data: slip. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.door.slip ?>
<?cs def:body() ?>
	<div class="note amber stack-s noprint" role="status">
		<p><?cs var:M.door.slip_once ?></p>
	</div>

	<article class="paper doc slip" aria-labelledby="h-slip">
		<h1 class="p-h" id="h-slip"><?cs var:M.door.slip ?></h1>
		<p><?cs var:slip.agency ?></p>
		<dl class="facts">
			<dt><?cs var:M.door.slip_for ?></dt>
			<dd><b><?cs var:slip.party ?></b></dd>
			<?cs if:slip.number ?>
				<dt><?cs var:M.door.number ?></dt>
				<dd class="num"><?cs var:slip.number ?></dd>
			<?cs /if ?>
			<?cs if:slip.visit ?>
				<dt><?cs var:M.door.visit ?></dt>
				<dd class="num"><?cs var:slip.visit ?></dd>
			<?cs /if ?>
			<dt><?cs var:M.door.slip_address ?></dt>
			<dd class="hash"><?cs var:slip.address ?></dd>
			<dt><?cs var:M.door.slip_code ?></dt>
			<dd class="slip-code"><?cs var:slip.code ?></dd>
			<dt><?cs var:M.door.slip_printed ?></dt>
			<dd class="num"><?cs var:slip.printed ?> <?cs var:slip.by ?></dd>
		</dl>
		<?cs if:slip.qr ?>
			<p><img src="<?cs var:slip.qr ?>" alt="<?cs var:M.door.slip_qr ?>" width="140" height="140"></p>
		<?cs /if ?>
		<p><?cs var:M.door.slip_how ?></p>
		<p><?cs var:M.door.slip_keep ?></p>
	</article>

	<p class="btns noprint">
		<a class="btn sec" href="<?cs var:slip.back ?>"><?cs var:M.door.slip_back ?></a>
	</p>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
