<?cs # paper.cs - parts of papers (文书).  Data: doc.* is the frozen data; paper.{type,title,number,state,sha256,made,back,case_title,version};
 A paper is written in Chinese whatever the language of the page around it. ?>
<?cs include:"macros.cs" ?>
<?cs def:paper_begin(paper_heading) ?><?cs call:crumb(crumbs) ?>
<div class="ph row between top noprint"><div><h1><?cs var:crumbs.2.label ?></h1><p class="row small"><?cs call:tag(paper.state_kind, paper.state_name) ?><?cs if:paper.number ?><span><?cs var:paper.number ?></span><?cs /if ?><span class="muted"><?cs var:paper.made ?></span></p></div></div>
<article class="paper doc" lang="zh-CN"><p class="p-org"><?cs var:doc.agency ?></p><p class="p-t"><?cs var:paper_heading ?></p><p class="p-no"><?cs if:doc.number ?><?cs var:doc.number ?><?cs elif:doc.case_number ?><?cs var:doc.case_number ?><?cs else ?><?cs var:doc.clue_number ?><?cs /if ?></p>
<?cs /def ?>
<?cs def:paper_end() ?><p class="p-sign"><?cs var:doc.agency ?><br><?cs var:doc.date ?></p></article>
<section class="panel small noprint"><h2 class="h2"><?cs var:M.document.check ?></h2><dl class="facts tight"><dt><?cs var:M.document.sha256 ?></dt><dd class="hash"><?cs var:paper.sha256 ?></dd><dt><?cs var:M.document.template ?></dt><dd><?cs var:paper.type ?> <?cs var:paper.version ?></dd></dl></section>
<?cs /def ?>
<?cs def:p_case() ?><?cs if:doc.cause ?><p>案由：<?cs var:doc.cause ?></p><?cs /if ?><?cs /def ?>
<?cs def:p_parties() ?><?cs each:party = doc.parties ?><p>当事人：<?cs var:party.name ?><?cs if:party.code ?>，统一社会信用代码 <?cs var:party.code ?><?cs /if ?><?cs if:party.address ?>，住所地<?cs var:party.address ?><?cs /if ?>。</p><?cs /each ?><?cs /def ?>
<?cs def:p_officers() ?><?cs if:subcount(doc.officers) > #0 ?><p>执法人员：<?cs each:who = doc.officers ?><?cs var:who.name ?>（<?cs var:who.certificate ?>）　<?cs /each ?></p><?cs /if ?><?cs /def ?>
<?cs def:p_line(line_label, line_value) ?><?cs if:line_value ?><p><?cs var:line_label ?>：<?cs var:line_value ?></p><?cs /if ?><?cs /def ?>
<?cs def:p_text(text_label, text_value) ?><?cs if:text_value ?><h2 class="p-h"><?cs var:text_label ?></h2><p class="pre"><?cs var:text_value ?></p><?cs /if ?><?cs /def ?>
<?cs def:p_approvals() ?><?cs if:subcount(doc.approvals) > #0 ?><h2 class="p-h">审批意见</h2><table class="sheet"><thead><tr><th scope="col">审批人</th><th scope="col">意见</th><th scope="col">日期</th></tr></thead><tbody><?cs each:step = doc.approvals ?><tr><td><?cs var:step.duty ?> <?cs var:step.name ?></td><td><?cs var:step.words ?></td><td class="num"><?cs var:step.on ?></td></tr><?cs /each ?></tbody></table><?cs /if ?><?cs /def ?>
<?cs def:p_penalties() ?><?cs if:subcount(doc.penalties) > #0 ?><ol class="p-list"><?cs each:pen = doc.penalties ?><li><?cs var:pen.name ?><?cs if:pen.amount ?> <?cs var:pen.amount ?> 元<?cs /if ?><?cs if:pen.detail ?>（<?cs var:pen.detail ?>）<?cs /if ?></li><?cs /each ?></ol><?cs /if ?><?cs /def ?>
<?cs def:p_causes() ?><?cs each:cause = doc.causes ?><p><?cs var:cause.name ?>：违反<?cs var:cause.broken ?>，依据<?cs var:cause.applied ?><?cs if:cause.tier ?>，裁量档次“<?cs var:cause.tier ?>”<?cs /if ?>。<?cs var:cause.explanation ?></p><?cs /each ?><?cs /def ?>
