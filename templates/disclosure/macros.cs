<?cs # Versions of a published decision that another one took the place of.  Data: versions. ?>
<?cs def:old_versions(ov_ref) ?>
	<?cs each:ov = versions ?>
		<li>
			<h3>
				<a href="/decisions/<?cs var:ov_ref ?>/versions/<?cs var:ov.version ?><?cs var:Lang.qs ?>">
					<?cs var:M.disclosure.h_superseded ?> <span class="num"><?cs var:ov.version ?></span>
				</a>
			</h3>
			<p class="small muted">
				<span class="nowrap num"><?cs var:ov.published ?></span> –
				 <span class="nowrap num"><?cs var:ov.ended ?></span>
				 · <?cs var:ov.reason ?>
			</p>
		</li>
	<?cs /each ?>
<?cs /def ?>
<?cs # Where it stands in the transparency log, in a list of facts.  Data: entry. ?>
<?cs def:entry_facts() ?>
	<?cs if:entry.href ?>
		<dt><?cs var:M.log.entry_of ?></dt>
		<dd>
			<a class="num" href="<?cs var:entry.href ?>"><?cs var:entry.index ?></a>
			　<a href="<?cs var:entry.proof ?>"><?cs var:M.log.proof ?></a>
		</dd>
	<?cs /if ?>
<?cs /def ?>
