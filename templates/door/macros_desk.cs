<?cs # Parts of the desk's pages of messages: message, sent. ?>
<?cs def:door_message_head() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/"><?cs var:M.menu.home ?></a></li>
			<li><a href="<?cs var:message.case_href ?>"><?cs var:message.title ?></a></li>
			<li aria-current="page"><?cs var:message.number ?></li>
		</ol>
	</nav>

<?cs /def ?>
<?cs def:door_message_panels() ?>
	<section class="panel" aria-labelledby="h-sent">
		<h2 class="h2" id="h-sent"><?cs var:M.door.words ?></h2>
		<?cs if:sent.content ?>
			<p class="lines"><?cs var:sent.content ?></p>
			<dl class="facts pad-s">
				<dt><?cs var:M.door.sender ?></dt>
				<dd>
					<?cs var:sent.name ?>
					<?cs if:sent.telephone ?> <span class="num muted"><?cs var:sent.telephone ?></span><?cs /if ?>
				</dd>
				<?cs if:sent.channel ?>
					<dt><?cs var:M.door.electronic ?></dt>
					<dd><?cs var:sent.channel ?> <?cs var:sent.address ?></dd>
				<?cs /if ?>
			</dl>
			<?cs if:subcount(files) ?>
				<h3 class="pad-s"><?cs var:M.door.files ?></h3>
				<ul class="plain stack-s">
					<?cs each:f = files ?>
						<li>
							<?cs if:f.href ?>
								<a class="t" href="<?cs var:f.href ?>"><?cs var:f.name ?></a>
							<?cs else ?>
								<b><?cs var:f.name ?></b>
							<?cs /if ?>
							 <span class="num muted"><?cs var:f.size ?></span>
							 <?cs call:tag(f.tone, f.state) ?>
							<?cs if:f.sha256 ?><br><span class="hash small"><?cs var:f.sha256 ?></span><?cs /if ?>
						</li>
					<?cs /each ?>
				</ul>
				<p class="small muted pad-s"><?cs var:M.door.files_taken ?></p>
			<?cs /if ?>
			<p class="small muted pad-s"><?cs var:M.door.read_noted ?></p>
		<?cs else ?>
			<p class="muted"><?cs var:M.door.not_yours ?></p>
		<?cs /if ?>
	</section>
	<section class="panel" aria-labelledby="h-what">
		<h2 class="h2" id="h-what"><?cs var:M.door.what ?></h2>
		<dl class="facts">
			<dt><?cs var:M.door.party ?></dt>
			<dd><?cs var:message.party ?></dd>
			<dt><?cs var:M.door.case ?></dt>
			<dd>
				<a href="<?cs var:message.case_href ?>"><?cs var:message.title ?></a>
				 <span class="num muted"><?cs var:message.case_number ?></span>
			</dd>
			<dt><?cs var:M.door.receipt_at ?></dt>
			<dd class="num"><?cs var:message.received ?></dd>
			<?cs if:message.due ?>
				<dt><?cs var:M.door.due ?></dt>
				<dd class="num">
					<?cs var:message.due ?>
					<?cs if:message.late ?> <?cs call:tag("zhu", M.door.late) ?><?cs /if ?>
				</dd>
			<?cs /if ?>
			<?cs if:message.ended ?>
				<dt><?cs var:M.door.ended ?></dt>
				<dd>
					<?cs if:message.step ?><?cs var:message.step ?><?cs /if ?>
					<?cs if:message.answer ?><span class="lines"><?cs var:message.answer ?></span><?cs /if ?>
					<br>
					<span class="small muted num"><?cs var:message.by ?> <?cs var:message.ended ?></span>
				</dd>
			<?cs /if ?>
			<dt><?cs var:M.door.digest ?></dt>
			<dd class="hash"><?cs var:message.digest ?></dd>
		</dl>
	</section>
	<?cs if:subcount(read) ?>
		<section class="panel" aria-labelledby="h-read">
			<h2 class="h2" id="h-read"><?cs var:M.door.file_readings ?></h2>
			<ul class="plain">
				<?cs each:re = read ?>
					<li class="row between">
						<span>
							<?cs if:re.name ?><?cs var:re.name ?><?cs else ?><?cs var:M.door.file_all ?><?cs /if ?>
						</span>
						<span class="small muted num"><?cs var:re.at ?></span>
					</li>
				<?cs /each ?>
			</ul>
		</section>
	<?cs /if ?>

<?cs /def ?>
