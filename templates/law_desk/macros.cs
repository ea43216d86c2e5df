<?cs # macros.cs - the two tabs of the law pages of the desk, and their search. ?>
<?cs def:law_desk_head(lh_tab, lh_action, lh_label) ?>
	<nav class="tabs" aria-label="<?cs var:M.menu.laws ?>">
		<a href="/desk/laws/"<?cs if:lh_tab == "laws" ?> aria-current="page"<?cs /if ?>>
			<?cs var:M.law.laws_title ?>
		</a>
		<a href="/desk/laws/scales"<?cs if:lh_tab == "scales" ?> aria-current="page"<?cs /if ?>>
			<?cs var:M.law.scales_title ?>
		</a>
	</nav>

	<form class="row panel listbar" role="search" aria-label="<?cs var:lh_label ?>" method="get"
			 action="<?cs var:lh_action ?>">
		<div class="fld grow">
			<label for="lq"><?cs var:lh_label ?></label>
			<input class="in" id="lq" name="q" type="search" value="<?cs var:q ?>" autocomplete="off">
		</div>
		<button class="btn sec"><?cs var:M.register.search ?></button>
	</form>

<?cs /def ?>
