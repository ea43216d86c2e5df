<?cs # desk.cs - the frame of the desk.  A page is:
	include:"macros.cs", set:Page.title = ..., def:body() ... /def, include:"layout/desk.cs"
	Data set, filled by lib/web: Lang.code (zh-CN, en), Lang.qs ("?lang=en" or ""), Lang.amp, Lang.switch (href),
	Page.path, Page.id, Program, Test.banner, Notice, Assets.*, form.csrf, form.key,
	session.{ref,username,name,agency,unit};
	M.*: the message catalogue.  Filled by the program's frame():
	session.casework (may search cases), menu.<i>.group, menu.<i>.items.<j>.{href,label,n?,hot?,current?}
	Set by the page: Page.title; Page.wide = "1" for a page without a limit of width. ?>

<?cs call:desk_begin() ?>
<?cs call:body() ?>
<?cs call:desk_end() ?>
