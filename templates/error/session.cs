<?cs # The session ended while somebody typed: sign in again and what was typed is sent. Data: replay. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.error.session.title ?>
<?cs def:body() ?>
<div class="panel stack"><h1><?cs var:M.error.session.title ?></h1><div class="note amber"><p><?cs if:replay ?><?cs var:M.error.session.kept ?><?cs else ?><?cs var:M.error.session.text ?><?cs /if ?></p></div>
<form class="form" method="post" action="/desk/login" novalidate><input type="hidden" name="_csrf" value="<?cs var:form.csrf ?>"><?cs if:replay ?><input type="hidden" name="_replay" value="<?cs var:replay ?>"><?cs /if ?>
<div class="fld"><label for="f-username"><?cs var:M.login.username ?></label><input class="in" id="f-username" name="username" autocomplete="username"></div>
<div class="fld"><label for="f-password"><?cs var:M.login.password ?></label><input class="in" id="f-password" name="password" type="password" autocomplete="current-password"></div>
<p class="btns"><button class="btn"><?cs var:M.login.next ?></button></p></form></div>
<?cs /def ?>
<?cs include:"layout/bare.cs" ?>
