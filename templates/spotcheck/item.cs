<?cs # One check item.  Data: crumbs, items.0.*, item.{matter,from,source,version,edit,end,publish}. ?>
<?cs include:"macros.cs" ?>
<?cs include:"spotcheck/macros.cs" ?>
<?cs include:"admin/macros.cs" ?>
<?cs set:Page.title = items.0.name ?>
<?cs def:body() ?>
	<?cs call:crumb(crumbs) ?>

	<div class="ph row between top">
		<div>
			<h1><?cs var:items.0.name ?></h1>
			<p>
				<span class="hash"><?cs var:items.0.code ?></span>
				 <?cs if:items.0.published_on ?>
					<?cs call:tag("song", M.spot.published) ?>
				<?cs else ?>
					<?cs call:tag("amber", M.spot.unpublished) ?>
				<?cs /if ?>
			</p>
		</div>
		<div class="row">
			<?cs if:item.publish ?>
				<?cs call:admin_button(item.publish, "btn", M.spot.publish, "", "", item.version) ?>
			<?cs /if ?>
			<?cs if:item.edit ?>
				<a class="btn sec" href="<?cs var:item.edit ?>"><?cs var:M.admin.change ?></a>
				<a class="btn sec" href="<?cs var:item.end ?>"><?cs var:M.spot.end ?></a>
			<?cs /if ?>
		</div>
	</div>

	<?cs if:!items.0.published_on ?><?cs call:note("amber", M.spot.unpublished, M.spot.unpublished_text) ?><?cs /if ?>

	<div class="cols c-2-1">
		<section class="panel">
			<h2 class="h2"><?cs var:M.spot.what ?></h2>
			<dl class="facts">
				<dt><?cs var:M.law.item_kind ?></dt>
				<dd><?cs var:items.0.kind ?></dd>
				<dt><?cs var:M.field.mode ?></dt>
				<dd><?cs var:items.0.mode ?></dd>
				<dt><?cs var:M.field.spot_item.method ?></dt>
				<dd><?cs var:items.0.method ?></dd>
				<dt><?cs var:M.field.standard ?></dt>
				<dd><?cs var:items.0.standard ?></dd>
				<?cs if:items.0.pass_test ?>
					<dt><?cs var:M.field.pass_test ?></dt>
					<dd class="lines"><?cs var:items.0.pass_test ?></dd>
				<?cs /if ?>
				<?cs if:item.matter ?>
					<dt><?cs var:M.spot.matter ?></dt>
					<dd><?cs var:item.matter ?></dd>
				<?cs /if ?>
				<dt><?cs var:M.spot.owner_label ?></dt>
				<dd><?cs var:items.0.agency ?></dd>
				<dt><?cs var:M.admin.from ?></dt>
				<dd class="num"><?cs var:item.from ?></dd>
				<?cs if:items.0.published_on ?>
					<dt><?cs var:M.spot.published_on ?></dt>
					<dd class="num"><?cs var:items.0.published_on ?></dd>
				<?cs /if ?>
			</dl>
		</section>

		<aside class="panel">
			<h2 class="h2"><?cs var:M.spot.rates ?></h2>
			<?cs call:spot_rates(items.0) ?>
			<?cs if:item.source ?>
				<p class="small muted pad-s"><?cs var:item.source ?></p>
			<?cs /if ?>
		</aside>
	</div>

<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
