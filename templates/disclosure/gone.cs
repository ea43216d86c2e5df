<?cs # The tombstone of a decision that is no longer shown, or whose bytes are not those that were published.  Data:
	gone.{title,text,number,agency,published,ended,reason,ref,altered}, versions. ?>
<?cs include:"macros.cs" ?>
<?cs include:"disclosure/macros.cs" ?>
<?cs set:Page.title = gone.title ?>
<?cs set:Page.nav = "search" ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<nav aria-label="<?cs var:M.nav.where ?>">
			<ol class="crumb">
				<li><a href="/<?cs var:Lang.qs ?>"><?cs var:M.nav.home ?></a></li>
				<li><a href="/search<?cs var:Lang.qs ?>"><?cs var:M.nav.results ?></a></li>
				<li aria-current="page">
					<?cs if:gone.altered ?>
						<?cs var:M.disclosure.altered_crumb ?>
					<?cs else ?>
						<?cs var:M.disclosure.g_crumb ?>
					<?cs /if ?>
				</li>
			</ol>
		</nav>

		<article class="narrow">
			<header class="doch">
				<?cs if:gone.agency ?>
					<p class="doch-org"><?cs var:gone.agency ?></p>
				<?cs /if ?>
				<h1><?cs var:gone.title ?></h1>
			</header>

			<div class="note amber">
				<p><?cs var:gone.text ?></p>
			</div>

			<dl class="facts pad-s2">
				<?cs if:gone.number ?>
					<dt><?cs var:M.disclosure.g_number ?></dt>
					<dd><?cs var:gone.number ?></dd>
				<?cs /if ?>
				<?cs if:gone.agency ?>
					<dt><?cs var:M.disclosure.g_agency ?></dt>
					<dd><?cs var:gone.agency ?></dd>
				<?cs /if ?>
				<dt><?cs var:M.disclosure.g_published ?></dt>
				<dd class="num"><?cs var:gone.published ?></dd>
				<?cs if:gone.ended ?>
					<dt><?cs var:M.disclosure.g_ended ?></dt>
					<dd class="num"><?cs var:gone.ended ?></dd>
				<?cs /if ?>
				<?cs if:gone.reason ?>
					<dt><?cs var:M.disclosure.g_reason ?></dt>
					<dd><?cs var:gone.reason ?></dd>
				<?cs /if ?>
			</dl>

			<?cs if:subcount(versions) ?>
				<ol class="plumb pad-s2"><?cs call:old_versions(gone.ref) ?></ol>
			<?cs /if ?>

			<p class="small pad-s2">
				<a href="/decisions/<?cs var:gone.ref ?>/status.json"><?cs var:M.disclosure.g_state ?></a>
			</p>
		</article>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
