<?cs # macros_layout.cs - the frames of pages, in two parts each: what stands before the body of a page, and what
	behind it.  Pages include layout/*.cs, which has the body between the two. ?>
<?cs def:layout_head() ?>
<!doctype html>

<html lang="<?cs var:Lang.code ?>">
<head>
	<meta charset="utf-8">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<title>
		<?cs if:Page.waits ?>(<?cs var:Page.waits ?>) <?cs /if ?>
		<?cs if:Page.title ?><?cs var:Page.title ?> - <?cs /if ?><?cs var:M.site.name ?>
	</title>
	<meta name="theme-color" content="#0b363e">
	<link rel="icon" href="<?cs var:Assets.mark_svg ?>" type="image/svg+xml">
	<script src="<?cs var:Assets.boot_js ?>"></script>
	<link rel="stylesheet" href="<?cs var:Assets.app_css ?>">
	<script src="<?cs var:Assets.app_js ?>" defer></script>
</head>

<?cs /def ?>
<?cs def:desk_begin() ?>
<?cs call:layout_head() ?>
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
					<span data-large="<?cs var:M.nav.large ?>"></span>
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

<?cs /def ?>
<?cs def:desk_end() ?>

			</main>

			<footer class="desk-foot noprint">
				<p class="small muted"><?cs var:M.site.no_secrets ?></p>
			</footer>
		</div>
	</div>
</body>
</html>

<?cs /def ?>
<?cs def:portal_begin() ?>
<?cs call:layout_head() ?>
<body class="public">
	<a class="skip" href="#main"><?cs var:M.nav.skip ?></a>
	<?cs if:Test.banner ?>
		<p class="clockbar" role="status"><?cs var:Test.banner ?></p>
	<?cs /if ?>

	<header>
		<div class="gov">
			<div class="wrap">
				<span><?cs var:M.site.host ?></span>
				<span class="row">
					<span data-large="<?cs var:M.nav.large ?>"></span>
					<a href="<?cs var:Lang.switch ?>" hreflang="<?cs var:M.lang.other_code ?>"
							 lang="<?cs var:M.lang.other_code ?>">
						<?cs var:M.lang.other ?>
					</a>
				</span>
			</div>
		</div>

		<div class="mast">
			<div class="wrap">
				<a class="brand" href="/<?cs var:Lang.qs ?>">
					<svg width="36" height="36" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
						<rect x="1" y="1" width="34" height="34" rx="3" fill="none" stroke="#12525c" stroke-width="2"/>
						<path d="M7 8h22" stroke="#12525c" stroke-width="3.4"/>
						<path d="M7 12.2h22" stroke="#12525c" stroke-width="1.2"/>
						<path d="M18 12v9" stroke="#12525c" stroke-width="1.6"/>
						<path d="M18 20l4.6 5L18 31l-4.6-6z" fill="#ab2718"/>
					</svg>
					<span><b><?cs var:M.site.portal ?></b><span><?cs var:M.site.name ?></span></span>
				</a>

				<nav aria-label="<?cs var:M.nav.main ?>">
					<ul>
						<li>
							<a href="/<?cs var:Lang.qs ?>"<?cs if:Page.nav == "home" ?> aria-current="page"<?cs /if ?>>
								<?cs var:M.nav.home ?>
							</a>
						</li>
						<li>
							<a href="/search<?cs var:Lang.qs ?>"
									<?cs if:Page.nav == "search" ?> aria-current="page"<?cs /if ?>>
								<?cs var:M.nav.results ?>
							</a>
						</li>
						<li>
							<a href="/draws/<?cs var:Lang.qs ?>"
									<?cs if:Page.nav == "draws" ?> aria-current="page"<?cs /if ?>>
								<?cs var:M.nav.draws ?>
							</a>
						</li>
						<li>
							<a href="/agencies/<?cs var:Lang.qs ?>"
									<?cs if:Page.nav == "agencies" ?> aria-current="page"<?cs /if ?>>
								<?cs var:M.nav.agencies ?>
							</a>
						</li>
						<li>
							<a href="/officers/<?cs var:Lang.qs ?>"
									<?cs if:Page.nav == "officers" ?> aria-current="page"<?cs /if ?>>
								<?cs var:M.nav.officers ?>
							</a>
						</li>
						<li>
							<a href="/laws/<?cs var:Lang.qs ?>"
									<?cs if:Page.nav == "laws" ?> aria-current="page"<?cs /if ?>>
								<?cs var:M.nav.laws ?>
							</a>
						</li>
						<li>
							<a href="/report<?cs var:Lang.qs ?>"
									<?cs if:Page.nav == "report" ?> aria-current="page"<?cs /if ?>>
								<?cs var:M.nav.report ?>
							</a>
						</li>
					</ul>
				</nav>
			</div>
			<div class="wenwu"></div>
		</div>
	</header>

	<main id="main" tabindex="-1">

<?cs /def ?>
<?cs # Who keeps the site, as far as the settings say; the national page for faults takes the site's identifier. ?>
<?cs def:site_facts() ?>
	<ul>
		<?cs if:Site.organiser ?>
			<li><?cs var:M.site.organiser ?> <span lang="zh-CN"><?cs var:Site.organiser ?></span></li>
		<?cs /if ?>
		<?cs if:Site.operator ?>
			<li><?cs var:M.site.operator ?> <span lang="zh-CN"><?cs var:Site.operator ?></span></li>
		<?cs /if ?>
		<?cs if:Site.contact ?>
			<li><?cs var:M.site.contact ?> <span lang="zh-CN"><?cs var:Site.contact ?></span></li>
		<?cs /if ?>
		<?cs if:Site.identifier ?>
			<li><?cs var:M.site.identifier ?> <span lang="zh-CN"><?cs var:Site.identifier ?></span></li>
		<?cs /if ?>
		<?cs if:Site.faults_at ?>
			<li><a href="<?cs var:Site.faults_at ?>"><?cs var:M.site.faults ?></a></li>
		<?cs /if ?>
		<?cs if:Site.icp ?>
			<li><a href="<?cs var:Site.icp_at ?>" lang="zh-CN"><?cs var:Site.icp ?></a></li>
		<?cs /if ?>
		<?cs if:Site.police ?>
			<li lang="zh-CN"><?cs var:Site.police ?></li>
		<?cs /if ?>
	</ul>
<?cs /def ?>
<?cs def:portal_end() ?>

	</main>

	<footer class="foot">
		<div class="wrap">
			<ul>
				<li><a href="/agencies/<?cs var:Lang.qs ?>"><?cs var:M.nav.agencies ?></a></li>
				<li><a href="/officers/<?cs var:Lang.qs ?>"><?cs var:M.nav.officers ?></a></li>
				<li><a href="/laws/<?cs var:Lang.qs ?>"><?cs var:M.nav.laws ?></a></li>
				<li><a href="/inspections/<?cs var:Lang.qs ?>"><?cs var:M.inspect.p_title ?></a></li>
				<li><a href="/code<?cs var:Lang.qs ?>"><?cs var:M.inspect.c_title ?></a></li>
				<li><a href="/log/<?cs var:Lang.qs ?>"><?cs var:M.log.title ?></a></li>
				<li><a href="/report<?cs var:Lang.qs ?>"><?cs var:M.nav.report ?></a></li>
				<li><a href="/my/<?cs var:Lang.qs ?>"><?cs var:M.door.title ?></a></li>
				<li><a href="/sitemap<?cs var:Lang.qs ?>"><?cs var:M.site.map ?></a></li>
				<li><a href="/accessibility<?cs var:Lang.qs ?>"><?cs var:M.site.accessibility ?></a></li>
				<li><a href="/privacy<?cs var:Lang.qs ?>"><?cs var:M.site.privacy ?></a></li>
			</ul>
			<p><?cs var:M.site.foot ?></p>
			<?cs if:Site.organiser || Site.operator || Site.contact || Site.identifier || Site.icp || Site.police ?>
				<?cs call:site_facts() ?>
			<?cs /if ?>
		</div>
	</footer>
</body>
</html>

<?cs /def ?>
<?cs def:bare_begin() ?>
<?cs call:layout_head() ?>
<body class="bare">
	<a class="skip" href="#main"><?cs var:M.nav.skip ?></a>
	<?cs if:Test.banner ?>
		<p class="clockbar" role="status"><?cs var:Test.banner ?></p>
	<?cs /if ?>

	<header class="bare-top">
		<div class="brand">
			<svg width="36" height="36" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
				<rect x="1" y="1" width="34" height="34" rx="3" fill="none" stroke="#cfe0e0" stroke-width="2"/>
				<path d="M7 8h22" stroke="#cfe0e0" stroke-width="3.4"/>
				<path d="M7 12.2h22" stroke="#cfe0e0" stroke-width="1.2"/>
				<path d="M18 12v9" stroke="#cfe0e0" stroke-width="1.6"/>
				<path d="M18 20l4.6 5L18 31l-4.6-6z" fill="#f0b429"/>
			</svg>
			<span><b><?cs var:M.site.name ?></b><span><?cs var:M.site.host ?></span></span>
		</div>
	</header>

	<main id="main" tabindex="-1">

		<?cs if:Notice ?>
			<div class="note song flash" role="status">
				<p><?cs var:Notice ?></p>
			</div>
		<?cs /if ?>

<?cs /def ?>
<?cs def:bare_end() ?>

	</main>

	<footer class="foot">
		<p><?cs var:M.site.no_secrets ?></p>
		<p>
			<a href="<?cs var:Lang.switch ?>" hreflang="<?cs var:M.lang.other_code ?>"
					 lang="<?cs var:M.lang.other_code ?>">
				<?cs var:M.lang.other ?>
			</a>
		</p>
	</footer>
</body>
</html>

<?cs /def ?>
