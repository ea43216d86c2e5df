<?cs # Macros of the pages of stored files. ?>
<?cs # file_shown(f): the picture, film or sound itself ?>
<?cs def:file_shown(fs) ?>
	<?cs if:fs.kind == "image" && fs.small ?>
		<a href="<?cs var:fs.href ?>">
			<img class="file-img" src="<?cs var:fs.small ?>" alt="<?cs var:fs.name ?>" loading="lazy">
		</a>
	<?cs elif:fs.kind == "image" ?>
		<p class="small muted pad-s"><?cs var:M.evidence.no_small ?></p>
	<?cs elif:fs.kind == "video" ?>
		<video class="file-img" controls preload="metadata" src="<?cs var:fs.href ?>" aria-label="<?cs var:fs.name ?>">
		</video>
	<?cs elif:fs.kind == "audio" ?>
		<audio controls preload="metadata" src="<?cs var:fs.href ?>" aria-label="<?cs var:fs.name ?>"></audio>
	<?cs /if ?>
<?cs /def ?>

<?cs # file_facts(f): custody, digests, what it says of itself; open and save ?>
<?cs def:file_facts(fc) ?>
	<dl class="facts tight">
		<dt><?cs var:M.evidence.custody ?></dt>
		<dd>
			<?cs var:fc.by ?> <span class="num muted"><?cs var:fc.at ?></span>
			<?cs if:fc.late ?> <?cs call:tag("amber", M.evidence.late) ?><?cs /if ?>
		</dd>
		<dt><?cs var:M.evidence.state ?></dt>
		<dd>
			<?cs call:tag(fc.state_kind, fc.state) ?>
			<?cs if:fc.checked_at ?> <span class="num muted"><?cs var:fc.checked_at ?></span><?cs /if ?>
		</dd>
		<dt><?cs var:M.evidence.type ?></dt>
		<dd class="hash"><?cs var:fc.type ?></dd>
		<?cs if:fc.pixels ?>
			<dt><?cs var:M.evidence.pixels ?></dt>
			<dd class="num"><?cs var:fc.pixels ?></dd>
		<?cs /if ?>
		<?cs if:fc.taken ?>
			<dt><?cs var:M.evidence.taken ?></dt>
			<dd>
				<span class="num"><?cs var:fc.taken ?></span>
				<?cs if:fc.apart ?> <?cs call:tag("amber", fc.apart) ?><?cs /if ?>
			</dd>
		<?cs /if ?>
		<?cs if:fc.place ?>
			<dt><?cs var:M.evidence.position ?></dt>
			<dd>
				<span class="num"><?cs var:fc.place ?></span>
				<?cs if:fc.away ?> <?cs call:tag("amber", fc.away) ?><?cs /if ?>
			</dd>
		<?cs /if ?>
		<dt>SHA-256</dt>
		<dd class="hash"><?cs var:fc.sha256 ?></dd>
		<dt>SM3</dt>
		<dd class="hash"><?cs var:fc.sm3 ?></dd>
	</dl>

	<p class="row pad-s">
		<?cs if:fc.kind != "other" && (fc.kind != "image" || fc.small) ?>
			<a href="<?cs var:fc.href ?>">
				<?cs var:M.evidence.open ?><span class="vh"><?cs var:M.home.colon ?><?cs var:fc.name ?></span>
			</a>
		 <?cs /if ?>
		<a href="<?cs var:fc.notes_href ?>">
			<?cs var:M.evidence.notes ?><?cs if:fc.notes ?> <?cs var:fc.notes ?><?cs /if ?>
			<span class="vh"><?cs var:M.home.colon ?><?cs var:fc.name ?></span>
		</a>
		 <a href="<?cs var:fc.href ?>?save=1">
			<?cs var:M.evidence.save ?><span class="vh"><?cs var:M.home.colon ?><?cs var:fc.name ?></span>
		</a>
	</p>
<?cs /def ?>

<?cs # a line break ends it ?>
