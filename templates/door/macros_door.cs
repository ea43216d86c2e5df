<?cs # Parts of the door's pages.  Each begins with whose it is and the button that ends it: me. ?>
<?cs def:door_head(head_title) ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:head_title ?></h1>
			<p class="row small">
				<b><?cs var:me.name ?></b>
				<?cs if:me.code ?><span class="hash"><?cs var:me.code ?></span><?cs /if ?>
			</p>
		</div>
		<form method="post" action="/my/end<?cs var:Lang.qs ?>">
			<?cs call:form_hidden() ?>
			<button class="btn sec"><?cs var:M.door.end ?></button>
		</form>
	</div>

<?cs /def ?>
<?cs def:door_crumb(door_at) ?>
	<nav aria-label="<?cs var:M.nav.where ?>">
		<ol class="crumb">
			<li><a href="/my/<?cs var:Lang.qs ?>"><?cs var:M.door.title ?></a></li>
			<li aria-current="page"><?cs var:door_at ?></li>
		</ol>
	</nav>

<?cs /def ?>
<?cs # a case in one line of tags: dc ?>
<?cs def:door_case_tags(dc) ?>
	<?cs call:tag("dai", dc.state) ?>
	<?cs if:dc.revoked_on ?>
		 <?cs call:tag("zhu", M.door.revoked) ?>
	<?cs elif:dc.rest ?>
		 <?cs call:tag("amber", M.door.to_pay) ?>
	<?cs /if ?>
<?cs /def ?>
<?cs # what the firm asks for: wishes ?>
<?cs def:door_wishes() ?>
	<?cs if:subcount(wishes) ?>
		<ul>
			<?cs each:wi = wishes ?>
				<li>
					<?cs var:wi.kind ?> <span class="num"><?cs var:wi.from_on ?> – <?cs var:wi.to_on ?></span>
				</li>
			<?cs /each ?>
		</ul>
	<?cs /if ?>
<?cs /def ?>
