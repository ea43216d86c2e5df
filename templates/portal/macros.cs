<?cs # macros.cs - parts of the portal's pages.  Include "macros.cs" before it. ?>
<?cs # the search box; example.<i>.{text,href} below it ?>
<?cs def:finder(finder_q) ?>
	<form class="finder" role="search" action="/search" method="get">
		<label for="s"><?cs var:M.portal.finder ?></label>
		<?cs if:Lang.field ?>
			<input type="hidden" name="lang" value="en">
		<?cs /if ?>
		<div class="finder-row">
			<input class="in lg" id="s" name="q" type="search" value="<?cs var:finder_q ?>" maxlength="100"
					 autocomplete="off" spellcheck="false"
					<?cs if:subcount(example) ?> aria-describedby="s-hint"<?cs /if ?>>
			<button class="btn lg"><?cs var:M.portal.find ?></button>
		</div>
		<?cs if:subcount(example) ?>
			<p class="hint" id="s-hint">
				<?cs var:M.portal.example ?>
				<?cs each:ex = example ?>
					<?cs if:!first(ex) ?><?cs var:M.portal.comma ?><?cs /if ?>
					<?cs if:Lang.code == "en" ?> <?cs /if ?>
					<a href="<?cs var:ex.href ?>"><?cs var:ex.text ?></a>
				<?cs /each ?>
			</p>
		<?cs /if ?>
	</form>

<?cs /def ?>
<?cs # lines of pieces {text, href?, away?}: laws are links; away: to the national database, as the text is not here ?>
<?cs def:law_line(line) ?>
	<?cs each:piece = line.pieces ?>
		<?cs if:piece.href ?>
			<a href="<?cs var:piece.href ?>"<?cs if:piece.away ?> rel="external"<?cs /if ?>><?cs var:piece.text ?></a>
			<?cs if:piece.away ?><span class="small muted"><?cs var:M.law.elsewhere ?></span><?cs /if ?>
		<?cs else ?>
			<?cs var:piece.text ?>
		<?cs /if ?>
	<?cs /each ?>
<?cs /def ?>

<?cs def:law_lines(lines) ?>
	<?cs each:ll = lines ?>
		<p><?cs call:law_line(ll) ?></p>
	<?cs /each ?>
<?cs /def ?>

<?cs # pager.first, pager.next ?>
<?cs def:portal_pages() ?>
	<?cs if:pager.first || pager.next ?>
		<nav class="pager pad-s2" aria-label="<?cs var:M.nav.pages ?>">
			<?cs if:pager.first ?><a href="<?cs var:pager.first ?>"><?cs var:M.portal.first ?></a><?cs /if ?>
			<?cs if:pager.next ?><a rel="next" href="<?cs var:pager.next ?>"><?cs var:M.portal.next ?></a><?cs /if ?>
		</nav>
	<?cs /if ?>

<?cs /def ?>
<?cs # filters at the left; begin and end, parts between ?>
<?cs def:filters_begin(filters_action) ?>
	<form class="filters" action="<?cs var:filters_action ?>" method="get" aria-label="<?cs var:M.portal.filter ?>">
	<?cs if:Lang.field ?>
		<input type="hidden" name="lang" value="en">
	<?cs /if ?>
	<details class="fbox" open>
	<summary><?cs var:M.portal.filter ?></summary>

<?cs /def ?>
<?cs def:filters_end() ?>
	<button class="btn sec block"><?cs var:M.portal.apply ?></button>
	</details>
	</form>

<?cs /def ?>
<?cs def:filter_text(filter_label, filter_value) ?>
	<div class="fset fld">
		<label for="fq"><?cs var:filter_label ?></label>
		<input class="in" id="fq" name="q" type="search" value="<?cs var:filter_value ?>" maxlength="60"
				 autocomplete="off" spellcheck="false">
	</div>

<?cs /def ?>
<?cs def:filter_select(filter_name, select_label, select_list) ?>
	<div class="fset fld">
		<label for="f-<?cs var:filter_name ?>"><?cs var:select_label ?></label>
		<select class="in" id="f-<?cs var:filter_name ?>" name="<?cs var:filter_name ?>">
			<option value=""><?cs var:M.portal.any ?></option>
			<?cs each:so = select_list ?>
				<option value="<?cs var:so.value ?>"<?cs if:so.on ?> selected<?cs /if ?>><?cs var:so.label ?></option>
			<?cs /each ?>
		</select>
	</div>

<?cs /def ?>
<?cs def:filter_radio(radio_name, radio_label, radio_list) ?>
	<fieldset class="fset">
		<legend><?cs var:radio_label ?></legend>
		<?cs each:ro = radio_list ?>
			<label class="tick">
				<input type="radio" name="<?cs var:radio_name ?>" value="<?cs var:ro.value ?>"
						<?cs if:ro.on ?> checked<?cs /if ?>>
				<span>
					<?cs var:ro.label ?><?cs if:ro.n ?> <span class="muted num"><?cs var:ro.n ?></span><?cs /if ?>
				</span>
			</label>
		<?cs /each ?>
	</fieldset>

<?cs /def ?>
<?cs # the four lists below "legal basis" ?>
<?cs def:law_tab(tab_at, tab_href, tab_label) ?>
	<a href="<?cs var:tab_href ?><?cs var:Lang.qs ?>"<?cs if:Page.tab == tab_at ?> aria-current="page"<?cs /if ?>>
		<?cs var:tab_label ?>
	</a>
<?cs /def ?>

<?cs def:law_tabs() ?>
	<nav class="tabs" aria-label="<?cs var:M.law.nav ?>">
		<?cs call:law_tab("laws", "/laws/", M.law.laws_title) ?>
		<?cs call:law_tab("matters", "/matters/", M.law.matters_title) ?>
		<?cs call:law_tab("scales", "/scales/", M.law.scales_title) ?>
		<?cs call:law_tab("items", "/items/", M.law.items_title) ?>
		<?cs call:law_tab("plans", "/plans/", M.spot.plans_title) ?>
	</nav>

<?cs /def ?>
