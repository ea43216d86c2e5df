<?cs # A party's file, while it is open.  Data: me, case.0, file, papers. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs include:"door/macros_door.cs" ?>
<?cs set:Page.title = M.door.file_title ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<nav aria-label="<?cs var:M.nav.where ?>">
			<ol class="crumb">
				<li><a href="/my/<?cs var:Lang.qs ?>"><?cs var:M.door.title ?></a></li>
				<li><a href="<?cs var:case.0.href ?>"><?cs var:case.0.cause ?></a></li>
				<li aria-current="page"><?cs var:M.door.file_title ?></li>
			</ol>
		</nav>
		<?cs call:door_head(M.door.file_title) ?>
		<p class="lead"><?cs var:M.door.file_lead ?></p>
		<dl class="facts">
			<dt><?cs var:M.door.file_reader ?></dt>
			<dd>
				<?cs var:file.by ?>
				<?cs if:file.agent ?> <?cs call:tag("", M.door.file_agent) ?><?cs /if ?>
			</dd>
			<dt><?cs var:M.door.file_until ?></dt>
			<dd class="num"><b><?cs var:file.until ?></b></dd>
			<dt><?cs var:M.door.file_number ?></dt>
			<dd class="hash"><?cs var:file.ref ?></dd>
		</dl>
		<p class="btns"><a class="btn" href="<?cs var:file.zip ?>"><?cs var:M.door.file_zip ?></a></p>
		<section class="pad-t" aria-labelledby="h-papers">
			<h2 class="h2" id="h-papers"><?cs var:M.door.file_papers ?></h2>
			<ul class="plain">
				<?cs each:pa = papers ?>
					<li class="row between">
						<span>
							<?cs if:pa.href ?>
								<a class="t" href="<?cs var:pa.href ?>"><?cs var:pa.name ?></a>
							<?cs else ?>
								<b><?cs var:pa.name ?></b>
								 <span class="small muted"><?cs var:M.door.paper_soon ?></span>
							<?cs /if ?>
							 <span class="small muted"><?cs var:pa.number ?></span>
						</span>
						<span class="small muted num"><?cs var:pa.made_at ?></span>
					</li>
				<?cs /each ?>
			</ul>
		</section>
		<p class="small muted pad-t"><?cs var:M.door.file_noted ?></p>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
