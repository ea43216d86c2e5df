<?cs # review_opinion.cs - 案件审核意见书, version 1 ?>
<?cs include:"document/paper.cs" ?>
<?cs set:Page.title = "案件审核意见书" ?>
<?cs def:body() ?>
<?cs call:paper_begin("案件审核意见书") ?>
<?cs call:p_case() ?>
<?cs call:p_parties() ?>
<?cs if:doc.legal ?><p>审核类别：法制审核</p><?cs /if ?>
<table class="sheet"><thead><tr><th scope="col">审核内容</th><th scope="col">结论</th><th scope="col">说明</th></tr></thead><tbody><tr><td>执法主体与管辖</td><td><?cs var:doc.input.point1 ?></td><td><?cs var:doc.input.note1 ?></td></tr><tr><td>执法人员资格</td><td><?cs var:doc.input.point2 ?></td><td><?cs var:doc.input.note2 ?></td></tr><tr><td>执法程序</td><td><?cs var:doc.input.point3 ?></td><td><?cs var:doc.input.note3 ?></td></tr><tr><td>事实与证据</td><td><?cs var:doc.input.point4 ?></td><td><?cs var:doc.input.note4 ?></td></tr><tr><td>法律适用与裁量</td><td><?cs var:doc.input.point5 ?></td><td><?cs var:doc.input.note5 ?></td></tr><tr><td>法定权限</td><td><?cs var:doc.input.point6 ?></td><td><?cs var:doc.input.note6 ?></td></tr><tr><td>文书</td><td><?cs var:doc.input.point7 ?></td><td><?cs var:doc.input.note7 ?></td></tr><tr><td>涉嫌犯罪移送</td><td><?cs var:doc.input.point8 ?></td><td><?cs var:doc.input.note8 ?></td></tr></tbody></table>
<?cs call:p_line("审核意见", doc.input.opinion) ?>
<?cs call:p_line("确认", doc.input.verdict) ?>
<?cs call:p_text("意见内容", doc.input.opinion_text) ?>
<?cs call:p_line("审核人", doc.by) ?>
<?cs call:paper_end() ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
