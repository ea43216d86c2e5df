<?cs # desk.cs - the frame of the desk.  A page is:
	include:"macros.cs", set:Page.title = ..., def:body() ... /def, include:"layout/desk.cs"
	Data set, filled by lib/web: Lang.code (zh-CN, en), Lang.qs ("?lang=en" or ""), Lang.amp, Lang.switch (href),
	Page.path, Page.id, Program, Test.banner, Notice, Assets.*, form.csrf, form.key,
	session.{ref,username,name,agency,unit};
	M.*: the message catalogue.  Filled by the program's frame():
	session.casework (may search cases), menu.<i>.group, menu.<i>.items.<j>.{href,label,n?,hot?,current?}
	Set by the page: Page.title; Page.wide = "1" for a page without a limit of width. ?>

<?cs include:"layout/head.cs" ?>
<body>
	<a class="skip" href="#main"><?cs var:M.nav.skip ?></a>
	<?cs if:Test.banner ?>
		<p class="clockbar" role="status"><?cs var:Test.banner ?></p>
	<?cs /if ?>
	<div class="desk">

		<nav class="rail" aria-label="<?cs var:M.nav.functions ?>">
			<div class="rail-head">
				<svg width="32" height="32" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
					<rect x="1" y="1" width="34" height="34" rx="3" fill="none" stroke="#cfe0e0" stroke-width="2"/>
					<path d="M7 8h22" stroke="#cfe0e0" stroke-width="3.4"/>
					<path d="M7 12.2h22" stroke="#cfe0e0" stroke-width="1.2"/>
					<path d="M18 12v9" stroke="#cfe0e0" stroke-width="1.6"/>
					<path d="M18 20l4.6 5L18 31l-4.6-6z" fill="#f0b429"/>
				</svg>
				<b><?cs var:M.site.short_1 ?><br><?cs var:M.site.short_2 ?></b>
			</div>
			<details class="railnav" open>
				<summary><?cs var:M.nav.menu ?></summary>
				<div class="rail-l">

					<?cs each:grp = menu ?>
						<p class="grp"><?cs var:grp.group ?></p>
						<ul>

							<?cs each:it = grp.items ?>
								<li>
									<a href="<?cs var:it.href ?>"<?cs if:it.current ?> aria-current="page"<?cs /if ?>>
										<?cs var:it.label ?>
										<?cs if:it.n ?>
											<span class="n<?cs if:it.hot ?> hot<?cs /if ?>">
												<?cs var:it.n ?><span class="vh"> <?cs var:M.nav.items ?></span>
											</span>
										<?cs /if ?>
									</a>
								</li>

							<?cs /each ?>
						</ul>

					<?cs /each ?>
				</div>
			</details>
		</nav>

		<div class="page">
			<header class="topline">
				<?cs if:session.casework ?>
					<form class="quick" role="search" method="get" action="/desk/search">
						<label class="vh" for="q"><?cs var:M.search.quick_label ?></label>
						<input class="in" id="q" name="q" type="search" placeholder="<?cs var:M.search.quick ?>"
								 autocomplete="off">
					</form>
				<?cs /if ?>

				<div class="who">
					<span class="sync" data-sync data-on="<?cs var:M.net.on ?>" data-off="<?cs var:M.net.off ?>">
						<span class="dot" aria-hidden="true"></span>
						<span data-sync-text><?cs var:M.net.on ?></span>
					</span>
					<a href="<?cs var:Lang.switch ?>" hreflang="<?cs var:M.lang.other_code ?>"
							 lang="<?cs var:M.lang.other_code ?>">
						<?cs var:M.lang.other ?>
					</a>
					<a href="/desk/me">
						<b><?cs var:session.name ?></b>
						<span class="muted">
							 <?cs var:session.agency ?><?cs if:session.unit ?> · <?cs var:session.unit ?><?cs /if ?>
						</span>
					</a>
					<form method="post" action="/desk/logout">
						<input type="hidden" name="_csrf" value="<?cs var:form.csrf ?>">
						<button class="linkbtn"><?cs var:M.nav.sign_out ?></button>
					</form>
				</div>
			</header>

			<main id="main" class="main" tabindex="-1">

				<?cs if:Notice ?>
					<div class="note song flash" role="status">
						<p><?cs var:Notice ?></p>
					</div>
				<?cs /if ?>

				<?cs call:body() ?>

			</main>
		</div>
	</div>
</body>
</html>

<?cs # a line break ends it ?>
