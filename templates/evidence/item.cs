<?cs # One evidence item, its files, and the form that adds one.  Data: crumbs, item.*, case.*, files, problem. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = item.name ?>
<?cs # file_shown(f): the picture, film or sound itself ?>
<?cs def:file_shown(fs) ?><?cs if:fs.kind == "image" && fs.small ?><a href="<?cs var:fs.href ?>"><img class="file-img" src="<?cs var:fs.small ?>" alt="<?cs var:fs.name ?>" loading="lazy"></a><?cs elif:fs.kind == "image" ?><p class="small muted pad-s"><?cs var:M.evidence.no_small ?></p><?cs elif:fs.kind == "video" ?><video class="file-img" controls preload="metadata" src="<?cs var:fs.href ?>" aria-label="<?cs var:fs.name ?>"></video><?cs elif:fs.kind == "audio" ?><audio controls preload="metadata" src="<?cs var:fs.href ?>" aria-label="<?cs var:fs.name ?>"></audio><?cs /if ?><?cs /def ?>
<?cs def:body() ?>
<?cs call:crumb(crumbs) ?>
<div class="ph"><h1><?cs var:item.no ?>. <?cs var:item.name ?></h1><p class="muted"><?cs var:case.number ?>　<?cs var:item.kind ?><?cs if:item.original ?> · <?cs var:M.case.ev_original ?><?cs /if ?></p></div>
<div class="cols c-desk"><div class="stack-l">
<?cs if:problem ?><div class="note zhu" role="alert"><h2><?cs var:problem ?></h2></div><?cs /if ?>
<?cs if:subcount(files) ?><?cs each:f = files ?><section class="panel" id="f-<?cs var:f.ref ?>"><h2 class="h2"><?cs var:f.name ?> <small><?cs var:f.size ?></small></h2>
<?cs call:file_shown(f) ?>
<dl class="facts tight"><dt><?cs var:M.evidence.custody ?></dt><dd><?cs var:f.by ?> <span class="num muted"><?cs var:f.at ?></span></dd><dt><?cs var:M.evidence.state ?></dt><dd><?cs call:tag(f.state_kind, f.state) ?><?cs if:f.checked_at ?> <span class="num muted"><?cs var:f.checked_at ?></span><?cs /if ?></dd><dt><?cs var:M.evidence.type ?></dt><dd class="hash"><?cs var:f.type ?></dd><?cs if:f.pixels ?><dt><?cs var:M.evidence.pixels ?></dt><dd class="num"><?cs var:f.pixels ?></dd><?cs /if ?><?cs if:f.taken ?><dt><?cs var:M.evidence.taken ?></dt><dd><span class="num"><?cs var:f.taken ?></span><?cs if:f.apart ?> <?cs call:tag("amber", f.apart) ?><?cs /if ?></dd><?cs /if ?><?cs if:f.place ?><dt><?cs var:M.evidence.position ?></dt><dd class="num"><?cs var:f.place ?></dd><?cs /if ?><dt>SHA-256</dt><dd class="hash"><?cs var:f.sha256 ?></dd><dt>SM3</dt><dd class="hash"><?cs var:f.sm3 ?></dd></dl>
<p class="row pad-s"><?cs if:f.kind != "other" ?><a href="<?cs var:f.href ?>"><?cs var:M.evidence.open ?><span class="vh"><?cs var:M.home.colon ?><?cs var:f.name ?></span></a> <?cs /if ?><a href="<?cs var:f.href ?>?save=1"><?cs var:M.evidence.save ?><span class="vh"><?cs var:M.home.colon ?><?cs var:f.name ?></span></a></p></section>
<?cs /each ?><?cs else ?><section class="panel"><?cs call:empty(M.evidence.none, M.evidence.none_text) ?></section><?cs /if ?>
</div><aside class="stack-l">
<?cs if:item.may_attach ?><section class="panel"><h2 class="h2"><?cs var:M.evidence.add ?></h2>
<form class="form one" method="post" action="/desk/evidence/<?cs var:item.ref ?>" enctype="multipart/form-data" data-upload="<?cs var:item.ref ?>"><?cs call:form_hidden() ?><div class="fld wide"><label for="f-file"><?cs var:M.evidence.file ?></label><input class="in" type="file" id="f-file" name="file" required aria-describedby="f-file-h"><p class="hint" id="f-file-h"><?cs var:M.evidence.hint ?></p></div><p class="btns"><button class="btn"><?cs var:M.evidence.add ?></button></p></form></section><?cs /if ?>
<section class="panel"><h2 class="h2"><?cs var:M.evidence.item ?></h2><dl class="facts tight"><dt><?cs var:M.case.ev_source ?></dt><dd><?cs var:item.source ?></dd><?cs if:item.place ?><dt><?cs var:M.evidence.place ?></dt><dd><?cs var:item.place ?></dd><?cs /if ?><dt><?cs var:M.case.ev_taken ?></dt><dd><span class="num"><?cs var:item.taken_at ?></span> <?cs var:item.taken_by ?></dd><?cs if:item.shows ?><dt><?cs var:M.case.ev_shows ?></dt><dd class="lines"><?cs var:item.shows ?></dd><?cs /if ?><?cs if:item.note ?><dt><?cs var:M.evidence.note ?></dt><dd class="lines"><?cs var:item.note ?></dd><?cs /if ?></dl></section>
</aside></div>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
