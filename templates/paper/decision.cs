<?cs # A published decision as PDF (cmd/paper/paper.h): Chinese whatever the language of the page it is asked from, as
	the text is.  Data: d (the published JSON), pdf.sha256, pdf.href. ?>

<?cs def:line(l_label, l_value) ?>
	<?cs if:l_value ?>
		<p class="p-f"><b><?cs var:l_label ?>：</b><?cs var:l_value ?></p>
	<?cs /if ?>
<?cs /def ?>

<?cs def:text(t_label, t_value) ?>
	<?cs if:t_value ?>
		<h2 class="p-h"><?cs var:t_label ?></h2>
		<p class="pre"><?cs var:t_value ?></p>
	<?cs /if ?>
<?cs /def ?>

<article class="paper doc" lang="zh-CN">
	<p class="p-org"><?cs var:d.agency ?></p>
	<p class="p-t">行政处罚决定公示文本</p>
	<p class="p-no"><?cs var:d.number ?></p>

	<?cs call:line("当事人", d.party_name) ?>
	<?cs call:line("统一社会信用代码", d.party_code) ?>
	<?cs call:line("案由", d.cause) ?>

	<?cs call:text("查明的事实", d.facts) ?>
	<?cs call:text("不予处罚理由", d.ground) ?>
	<?cs call:text("法律依据", d.basis) ?>
	<?cs call:text("裁量说明", d.discretion) ?>
	<?cs if:d.change ?>
		<?cs call:text("变更", d.changed_on + " " + d.changed_by) ?>
		<?cs call:text("变更后的决定", d.result) ?>
	<?cs else ?>
		<?cs call:text("决定", d.result) ?>
	<?cs /if ?>
	<?cs call:text("救济途径", d.remedies) ?>

	<p class="p-sign"><?cs var:d.agency ?><br><?cs var:d.decided_on ?></p>

	<p class="p-qr"><?cs var:pdf.href ?></p>
	<p class="p-note">本文件由公示数据生成，依法不予公开的内容已经隐去；公示状态以扫码打开的网页为准：</p>
	<p class="p-note"><?cs var:pdf.href ?></p>
	<p class="p-note">公示数据校验值（SHA-256）<?cs var:pdf.sha256 ?></p>
	<p class="p-foot"><?cs var:d.number ?></p>
	<p class="p-pages">第 {page} 页　共 {pages} 页</p>
</article>

<?cs # a line break ends it ?>
