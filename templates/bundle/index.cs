<?cs # The page inside a bundle, read offline: no link but to its members.  Data: d, the bundle's index (lib/caseflow/bundle.c). ?>
<!doctype html>
<html lang="<?cs var:Lang.code ?>"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title><?cs var:M.bundle.page_title ?> <?cs var:d.case.number ?></title></head>
<body>
<h1><?cs var:M.bundle.page_title ?></h1>
<p><b><?cs var:d.case.title ?></b></p>
<p><?cs var:M.bundle.page_how ?></p>
<table border="1"><tbody>
<tr><th scope="row"><?cs var:M.bundle.number ?></th><td><?cs var:d.case.number ?></td></tr>
<tr><th scope="row"><?cs var:M.bundle.clue_number ?></th><td><?cs var:d.case.clue_number ?></td></tr>
<tr><th scope="row"><?cs var:M.bundle.agency ?></th><td><?cs var:d.case.agency ?></td></tr>
<tr><th scope="row"><?cs var:M.bundle.unit ?></th><td><?cs var:d.case.unit ?></td></tr>
<tr><th scope="row"><?cs var:M.bundle.cause ?></th><td><?cs var:d.case.cause ?></td></tr>
</tbody></table>
<h2><?cs var:M.bundle.chain ?></h2>
<p><?cs var:M.bundle.chain_steps ?>: <?cs var:d.chain.steps ?>. <a href="chain.jsonl">chain.jsonl</a> <a href="digests.txt">digests.txt</a> <a href="side.jsonl">side.jsonl</a></p>
<p><?cs var:M.bundle.chain_digest ?>: <code><?cs var:d.chain.digest ?></code></p>
<h2><?cs var:M.bundle.log ?></h2>
<p><?cs var:d.log.origin ?>; <?cs var:M.bundle.log_size ?>: <?cs var:d.log.size ?>. <a href="log/checkpoint">log/checkpoint</a> <a href="log/key">log/key</a> <a href="log/salts.jsonl">log/salts.jsonl</a></p>
<h2><?cs var:M.bundle.papers ?></h2>
<?cs if:subcount(d.documents) ?><table border="1"><thead><tr><th scope="col"><?cs var:M.bundle.paper ?></th><th scope="col"><?cs var:M.bundle.paper_number ?></th><th scope="col"><?cs var:M.bundle.sealed_at ?></th><th scope="col"><?cs var:M.bundle.data ?></th><th scope="col"><?cs var:M.bundle.file ?></th></tr></thead><tbody>
<?cs each:p = d.documents ?><tr><td><?cs if:Lang.code == "en" ?><?cs var:p.name_en ?><?cs else ?><?cs var:p.name_zh ?><?cs /if ?></td><td><?cs var:p.number ?></td><td><?cs var:p.sealed_at ?></td><td><a href="<?cs var:p.data ?>"><?cs var:p.data ?></a><br><code><?cs var:p.sha256 ?></code></td><td><?cs if:p.file.member ?><a href="<?cs var:p.file.member ?>">PDF</a> <a href="<?cs var:p.file.signature ?>"><?cs var:M.bundle.signature ?></a> <a href="seals/<?cs var:p.file.key ?>.pem"><?cs var:M.bundle.seal_key ?></a><br><code><?cs var:p.file.sha256 ?></code><?cs else ?><?cs var:M.bundle.no_file ?><?cs /if ?></td></tr>
<?cs /each ?></tbody></table><?cs else ?><p><?cs var:M.bundle.no_papers ?></p><?cs /if ?>
<h2><?cs var:M.bundle.evidence ?></h2>
<?cs if:subcount(d.evidence) ?><?cs each:ev = d.evidence ?><h3><?cs var:ev.no ?>. <?cs var:ev.name ?> (<?cs if:Lang.code == "en" ?><?cs var:ev.kind_en ?><?cs else ?><?cs var:ev.kind_zh ?><?cs /if ?>)</h3>
<p><?cs var:M.bundle.ev_source ?>: <?cs var:ev.source ?>. <?cs var:M.bundle.ev_taken ?>: <?cs var:ev.taken_at ?> <?cs var:ev.taken_by ?> <?cs var:ev.place ?><?cs if:ev.shows ?>. <?cs var:M.bundle.ev_shows ?>: <?cs var:ev.shows ?><?cs /if ?></p>
<?cs if:subcount(ev.files) ?><ul><?cs each:f = ev.files ?><li><?cs if:f.member ?><a href="<?cs var:f.member ?>"><?cs var:f.name ?></a><?cs else ?><?cs var:f.name ?> (<?cs var:M.bundle.lost ?>)<?cs /if ?> <?cs var:f.type ?> <?cs var:f.size ?> B<br>SHA-256 <code><?cs var:f.sha256 ?></code><br>SM3 <code><?cs var:f.sm3 ?></code></li><?cs /each ?></ul><?cs /if ?>
<?cs /each ?><?cs else ?><p><?cs var:M.bundle.no_evidence ?></p><?cs /if ?>
</body></html>
