<?cs # portal.cs - the frame of the public pages.  As layout/desk.cs; the page also sets
	Page.nav: home, search, draws, agencies, officers, laws or report.  Links of ours end with Lang.qs. ?>

<?cs include:"layout/head.cs" ?>
<body class="public">
	<a class="skip" href="#main"><?cs var:M.nav.skip ?></a>
	<?cs if:Test.banner ?>
		<p class="clockbar" role="status"><?cs var:Test.banner ?></p>
	<?cs /if ?>

	<header>
		<div class="gov">
			<div class="wrap">
				<span><?cs var:M.site.host ?></span>
				<span>
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

		<?cs call:body() ?>

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
			</ul>
			<p><?cs var:M.site.foot ?></p>
		</div>
	</footer>
</body>
</html>

<?cs # a line break ends it ?>
