<?cs # An error page: what happened, what to do, the number to quote. ?>
<?cs def:error_page(error_title, error_text, error_kind) ?>
	<?cs if:Program == "portal" ?>
		<div class="wrap pad-t">
	<?cs /if ?>
	<div class="panel stack">
		<div class="ph">
			<h1><?cs var:error_title ?></h1>
		</div>
		<div class="note <?cs var:error_kind ?>">
			<p><?cs var:error_text ?></p>
		</div>
		<p class="small muted"><?cs var:M.error.number ?> <span class="errno"><?cs var:error.id ?></span></p>
		<p class="row">
			<?cs if:Program == "portal" ?>
				<a class="btn sec" href="/<?cs var:Lang.qs ?>"><?cs var:M.error.home ?></a>
			<?cs else ?>
				<a class="btn sec" href="/desk/"><?cs var:M.error.desk ?></a>
			<?cs /if ?>
		</p>
	</div>
	<?cs if:Program == "portal" ?>
		</div>
	<?cs /if ?>

<?cs /def ?>
