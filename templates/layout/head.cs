<!doctype html>

<html lang="<?cs var:Lang.code ?>">
<head>
	<meta charset="utf-8">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<title><?cs if:Page.title ?><?cs var:Page.title ?> - <?cs /if ?><?cs var:M.site.name ?></title>
	<meta name="theme-color" content="#0b363e">
	<link rel="icon" href="<?cs var:Assets.mark_svg ?>" type="image/svg+xml">
	<script src="<?cs var:Assets.boot_js ?>"></script>
	<link rel="stylesheet" href="<?cs var:Assets.app_css ?>">
	<script src="<?cs var:Assets.app_js ?>" defer></script>
</head>

<?cs # a line break ends it ?>
