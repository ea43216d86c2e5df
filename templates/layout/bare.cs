<?cs # bare.cs - the frame of pages without a session: sign-in, ended session, errors of the store. ?>
<?cs include:"layout/head.cs" ?>
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

		<?cs call:body() ?>

	</main>

	<footer class="foot">
		<p>
			<a href="<?cs var:Lang.switch ?>" hreflang="<?cs var:M.lang.other_code ?>"
					 lang="<?cs var:M.lang.other_code ?>">
				<?cs var:M.lang.other ?>
			</a>
		</p>
	</footer>
</body>
</html>

<?cs # a line break ends it ?>
