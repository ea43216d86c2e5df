<?cs # draw/links.cs - one-time links for witnesses, shown once.  Data: draw, links. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.draw.invite_links ?>
<?cs def:body() ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/desk/draws/"><?cs var:M.draw.list_title ?></a></li>
			<li><a href="/desk/draws/<?cs var:draw.id ?>"><?cs var:draw.id ?></a></li>
			<li aria-current="page"><?cs var:M.draw.invite_links ?></li>
		</ol>
	</nav>

	<div class="ph">
		<h1><?cs var:M.draw.invite_links ?></h1>
	</div>

	<div class="note amber" role="status">
		<p><?cs var:M.draw.links_once ?></p>
	</div>

	<ol class="panel plain pad-s">
		<?cs each:li = links ?>
			<li><code class="link"><?cs var:li.href ?></code></li>
		<?cs /each ?>
	</ol>

	<p class="pad-s2"><a class="btn" href="/desk/draws/<?cs var:draw.id ?>"><?cs var:M.draw.links_noted ?></a></p>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
