<?cs # A version of a decision that another one took the place of: no content.  Data:
	old.{version,number,agency,published,ended,reason,hash,ref}, entry. ?>
<?cs include:"macros.cs" ?>
<?cs include:"disclosure/macros.cs" ?>
<?cs set:Page.title = M.disclosure.superseded_title ?>
<?cs set:Page.nav = "search" ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<nav aria-label="<?cs var:M.nav.where ?>">
			<ol class="crumb">
				<li><a href="/<?cs var:Lang.qs ?>"><?cs var:M.nav.home ?></a></li>
				<li><a href="/search<?cs var:Lang.qs ?>"><?cs var:M.nav.results ?></a></li>
				<li>
					<a href="/decisions/<?cs var:old.ref ?><?cs var:Lang.qs ?>" lang="zh-CN"><?cs var:old.number ?></a>
				</li>
				<li aria-current="page"><?cs var:M.disclosure.h_superseded ?> <?cs var:old.version ?></li>
			</ol>
		</nav>

		<article class="narrow">
			<header class="doch">
				<p class="doch-org" lang="zh-CN"><?cs var:old.agency ?></p>
				<h1><?cs var:M.disclosure.superseded_title ?></h1>
			</header>

			<div class="note amber">
				<p>
					<?cs var:M.disclosure.superseded_text ?>
					 <a href="/decisions/<?cs var:old.ref ?><?cs var:Lang.qs ?>">
						<?cs var:M.disclosure.superseded_now ?>
					</a>
				</p>
			</div>

			<dl class="facts pad-s2">
				<dt><?cs var:M.disclosure.g_number ?></dt>
				<dd lang="zh-CN"><?cs var:old.number ?></dd>
				<dt><?cs var:M.disclosure.check_version ?></dt>
				<dd class="num"><?cs var:old.version ?></dd>
				<dt><?cs var:M.disclosure.g_published ?></dt>
				<dd class="num"><?cs var:old.published ?></dd>
				<dt><?cs var:M.disclosure.g_ended ?></dt>
				<dd class="num"><?cs var:old.ended ?></dd>
				<dt><?cs var:M.disclosure.g_reason ?></dt>
				<dd><?cs var:old.reason ?></dd>
				<dt><?cs var:M.disclosure.check_hash ?></dt>
				<dd class="hash"><?cs var:old.hash ?></dd>
				<?cs call:entry_facts() ?>
			</dl>

			<p class="small pad-s2">
				<a href="/decisions/<?cs var:old.ref ?>/status.json"><?cs var:M.disclosure.g_state ?></a>
			</p>
		</article>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
