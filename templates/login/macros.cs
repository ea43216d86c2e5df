<?cs # macros.cs - parts of an account's own pages. ?>
<?cs # What happened to the account since the sign-in before.  Data: since_at, since.N.{at,text}. ?>
<?cs def:login_since() ?>
	<p><?cs var:M.since.after ?> <span class="num"><?cs var:since_at ?></span></p>
	<ul>
		<?cs each:entry = since ?>
			<li><span class="num"><?cs var:entry.at ?></span>　<?cs var:entry.text ?></li>
		<?cs /each ?>
	</ul>
	<p class="small"><?cs var:M.since.help ?></p>
<?cs /def ?>
