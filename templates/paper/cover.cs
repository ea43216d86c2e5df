<?cs # The cover of a file that is read at the door, as PDF (cmd/paper/paper.h): Chinese, as the papers are.
	Data: me, case.0, file, papers. ?>

<article class="paper doc" lang="zh-CN">
	<p class="p-org"><?cs var:case.0.agency ?></p>
	<p class="p-t">案卷查阅封面</p>
	<p class="p-no"><?cs var:case.0.number ?></p>
	<p class="p-f"><b>当事人：</b><?cs var:me.name ?></p>
	<p class="p-f"><b>查阅人：</b><?cs var:file.by ?><?cs if:file.agent ?>（代理人）<?cs /if ?></p>
	<p class="p-f"><b>查阅编号：</b><?cs var:file.ref ?></p>
	<p class="p-f"><b>下载时间：</b><?cs var:file.now ?></p>
	<p class="p-f"><b>在线可读至：</b><?cs var:file.until ?></p>
	<h2 class="p-h">目录</h2>
	<?cs each:pa = papers ?>
		<p class="p-f"><?cs var:pa.name_zh ?> <?cs var:pa.number ?> <?cs var:pa.made_at ?></p>
	<?cs /each ?>
	<h2 class="p-h">说明</h2>
	<p class="pre">
		本件为案卷正卷中的文书，供本案当事人及其代理人行使权利使用，不得用于其他目的。
		每次查阅和下载均有记录。副卷、举报人和他人的材料不在其中。
	</p>
</article>
