<?cs # macros_law.cs - articles of a law, for the portal and the desk: law_article(), law_versions(), law_search().
	Data: cgi/law/law.h. ?>
<?cs def:law_words(lw) ?>
	<?cs each:lw_line = lw ?>
		<?cs if:!first(lw_line) ?><br><?cs /if ?>
		<?cs var:lw_line.text ?>
		<?cs each:lw_part = lw_line.parts ?>
			<?cs if:lw_part.found ?><mark><?cs var:lw_part.text ?></mark><?cs else ?><?cs var:lw_part.text ?><?cs /if ?>
		<?cs /each ?>
	<?cs /each ?>
<?cs /def ?>

<?cs def:law_label(ll_article) ?>
	<a class="here" href="<?cs var:law.here ?>#<?cs var:ll_article.anchor ?>" data-copied="<?cs var:M.law.copied ?>"
			 lang="zh-CN"><?cs var:ll_article.label ?></a>
<?cs /def ?>

<?cs def:law_article(ar) ?>
	<?cs if:ar.chapter ?>
		<h3 class="pad-s2" lang="zh-CN"><?cs var:ar.chapter ?></h3>
	<?cs /if ?>
	<?cs if:law.with ?>
		<div class="pair<?cs if:ar.same ?> same<?cs /if ?>" id="<?cs var:ar.anchor ?>">
			<p>
				<?cs call:law_label(ar) ?>
				<?cs if:subcount(ar.lines) ?>
					　<span lang="zh-CN"><?cs call:law_words(ar.lines) ?></span>
				<?cs else ?>
					　<span class="muted"><?cs var:M.law.not_there ?></span>
				<?cs /if ?>
			</p>
			<p>
				<span class="small muted num pair-v"><?cs var:law.with ?></span>
				<?cs if:ar.same ?>
					　<span class="muted"><?cs var:M.law.same ?></span>
				<?cs elif:subcount(ar.beside) ?>
					　<span lang="zh-CN"><?cs call:law_words(ar.beside) ?></span>
				<?cs else ?>
					　<span class="muted"><?cs var:M.law.not_there ?></span>
				<?cs /if ?>
			</p>
		</div>

	<?cs else ?>
		<p class="pad-s" id="<?cs var:ar.anchor ?>">
			<?cs call:law_label(ar) ?>
			　<span lang="zh-CN"><?cs call:law_words(ar.lines) ?></span>
		</p>

	<?cs /if ?>
<?cs /def ?>

<?cs # Words within this law, in the version that is shown. ?>
<?cs def:law_search(ls_path) ?>
	<?cs if:has_text ?>
		<form class="row listbar pad-s" action="<?cs var:ls_path ?><?cs var:law.ref ?>" method="get" role="search"
				 aria-label="<?cs var:M.law.search_text ?>">
			<?cs if:Lang.field ?>
				<input type="hidden" name="lang" value="en">
			<?cs /if ?>
			<?cs if:law.from ?>
				<input type="hidden" name="on" value="<?cs var:law.on ?>">
			<?cs else ?>
				<input type="hidden" name="version" value="<?cs var:law.version_day ?>">
			<?cs /if ?>
			<?cs if:law.with ?>
				<input type="hidden" name="with" value="<?cs var:law.with ?>">
			<?cs /if ?>
			<div class="fld grow">
				<label for="q"><?cs var:M.law.search_text ?></label>
				<input class="in" id="q" type="search" name="q" value="<?cs var:q ?>" maxlength="40" autocomplete="off">
			</div>
			<button class="btn sec"><?cs var:M.law.find ?></button>
		</form>
	<?cs /if ?>
<?cs /def ?>

<?cs def:law_articles() ?>
	<?cs if:!has_text ?>
		<div class="note pad-s">
			<p class="small">
				<?cs var:M.law.no_text ?>
				<a href="<?cs var:database ?>" rel="external"><?cs var:M.law.database ?></a>
			</p>
		</div>

	<?cs else ?>
		<p class="small muted"><?cs var:M.law.copy_hint ?></p>
		<p class="vh" role="status" data-copy-said></p>
		<?cs if:found ?>
			<p class="small"><b><?cs var:found ?></b></p>
		<?cs /if ?>
	<?cs /if ?>
	<?cs if:law.with ?>
		<p class="pair pair-h">
			<b class="num"><?cs var:law.version_day ?></b>
			<b class="num"><?cs var:law.with ?></b>
		</p>
	<?cs /if ?>

	<?cs each:ar_one = articles ?><?cs call:law_article(ar_one) ?><?cs /each ?>
<?cs /def ?>

<?cs # Every version, the one that is shown first, with its address and that of the two side by side. ?>
<?cs def:law_versions() ?>
	<ol class="plumb pad-s">
		<?cs each:ve = versions ?>
			<li<?cs if:ve.current ?> class="now"<?cs /if ?>>
				<h3>
					<a href="<?cs var:ve.href ?>"<?cs if:ve.current ?> aria-current="true"<?cs /if ?>>
						<span class="num"><?cs var:ve.day ?></span>
					</a>
				</h3>
				<p class="small muted">
					<?cs if:ve.from ?>
						<?cs var:M.law.from ?> <span class="num"><?cs var:ve.from ?></span>
					<?cs else ?>
						<?cs var:M.law.from_unknown ?>
					<?cs /if ?>
					<?cs if:ve.to ?>
						<br><?cs var:M.law.to ?> <span class="num"><?cs var:ve.to ?></span>
					<?cs /if ?>
					<?cs if:ve.number ?><br><?cs var:ve.number ?><?cs /if ?>
				</p>
				<?cs if:ve.beside ?>
					<p class="small"><a href="<?cs var:ve.beside ?>"><?cs var:M.law.beside ?></a></p>
				<?cs elif:ve.is_beside ?>
					<p class="small"><b><?cs var:M.law.is_beside ?></b></p>
				<?cs /if ?>
			</li>
		<?cs /each ?>
	</ol>

<?cs /def ?>
