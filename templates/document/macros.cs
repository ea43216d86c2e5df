<?cs # macros.cs - parts of papers (文书).  Data: doc.* is the frozen data;
	paper.{type,title,number,state,sha256,made,back,case_title,version}; A paper is written in Chinese whatever the
	language of the page around it. ?>

<?cs include:"macros.cs" ?>
<?cs # Its file is not there yet: paper.wait unasked, waits, late, key, failed. ?>
<?cs def:paper_wait() ?>
	<div class="note <?cs if:paper.again ?>zhu<?cs elif:paper.wait == "waits" ?>amber<?cs /if ?> waiting noprint"
			 role="status">
		<h2><?cs var:paper.wait_title ?></h2>
		<p><?cs var:paper.wait_text ?></p>
		<?cs if:paper.again ?>
			<form method="post" action="<?cs var:paper.again ?>">
				<?cs call:form_hidden() ?>
				<p class="btns"><button class="btn sec"><?cs var:M.document.wait.again ?></button></p>
			</form>
		<?cs /if ?>
	</div>

<?cs /def ?>
<?cs def:paper_begin(paper_heading) ?>
	<?cs if:!paper.bare ?>
		<?cs call:crumb(crumbs) ?>

		<div class="ph row between top noprint">
			<div>
				<h1><?cs var:crumbs.2.label ?></h1>
				<p class="row small">
					<?cs call:tag(paper.state_kind, paper.state_name) ?>
					<?cs if:paper.number ?><span><?cs var:paper.number ?></span><?cs /if ?>
					<span class="muted"><?cs var:paper.made ?></span>
				</p>
			</div>
			<div class="row">
				<?cs if:!paper.wait || paper.wait == "unasked" ?>
					<a class="btn" href="<?cs var:paper.pdf ?>">
						<?cs if:paper.draft ?>
							<?cs var:M.document.pdf_draft ?>
						<?cs else ?>
							<?cs var:M.document.pdf ?>
						<?cs /if ?>
					</a>
				<?cs /if ?>
				<?cs if:paper.seal ?>
					<a class="btn sec" href="<?cs var:paper.seal ?>"><?cs var:M.document.to_device ?></a>
				<?cs /if ?>
				<?cs if:paper.sig && !paper.wait ?>
					<a class="btn sec" href="<?cs var:paper.sig ?>"><?cs var:M.document.sig ?></a>
				<?cs /if ?>
			</div>
		</div>

		<?cs if:paper.wait ?><?cs call:paper_wait() ?><?cs /if ?>
	<?cs /if ?>

	<article class="paper doc" lang="zh-CN">
	<p class="p-org"><?cs var:doc.agency ?></p>
	<p class="p-t">
		<?cs if:doc.heading ?><?cs var:doc.heading ?><?cs else ?><?cs var:paper_heading ?><?cs /if ?>
	</p>
	<p class="p-no">
		<?cs if:doc.number ?>
			<?cs var:doc.number ?>
		<?cs elif:doc.case_number ?>
			<?cs var:doc.case_number ?>
		<?cs else ?>
			<?cs var:doc.clue_number ?>
		<?cs /if ?>
	</p>

<?cs /def ?>
<?cs # What only the PDF has: foot, code, draft mark (cmd/paper/paper.h). ?>
<?cs def:paper_aside() ?>
	<?cs if:paper.draft ?>
		<p class="p-draft">
			<?cs if:paper.draft == "void" ?>作废<?cs elif:paper.draft == "waits" ?>待盖章<?cs else ?>草稿<?cs /if ?>
		</p>
	<?cs else ?>
		<p class="p-qr"><?cs var:paper.verify ?></p>
		<p class="p-note">扫码核对文号、制作机关、生效时间、校验值、电子印章签名和存证位置：</p>
		<p class="p-note"><?cs var:paper.verify ?></p>
		<p class="p-note">数据校验值（SHA-256）<?cs var:paper.sha256 ?></p>
		<p class="p-note">本文件附有制作机关电子印章的 SM2 签名；打印件与电子文件不一致的，以电子文件为准。</p>
	<?cs /if ?>
	<?cs if:paper.number ?>
		<p class="p-foot"><?cs var:paper.number ?></p>
	<?cs /if ?>
	<p class="p-pages">第 {page} 页　共 {pages} 页</p>
<?cs /def ?>

<?cs # What the law wants in it: the reader's check sheet, on a page of its own where it is printed. ?>
<?cs def:paper_contents() ?>
	<section class="panel checksheet" id="contents">
		<h2 class="h2"><?cs var:M.document.contents.title ?></h2>
		<p class="small"><?cs var:paper.contents ?></p>
		<table class="ledger fold">
			<thead>
				<tr>
					<th scope="col"><?cs var:M.document.contents.item ?></th>
					<th scope="col"><?cs var:M.document.contents.source ?></th>
					<th scope="col"><?cs var:M.document.contents.held ?></th>
				</tr>
			</thead>
			<tbody>
				<?cs each:one = contents ?>
					<tr>
						<td>
							<?cs var:one.name ?>
							<?cs if:one.todo ?>
								<br>
								<span class="small"><?cs var:one.todo ?></span>
							<?cs /if ?>
						</td>
						<td data-l="<?cs var:M.document.contents.source ?>" lang="zh-CN"><?cs var:one.source ?></td>
						<td data-l="<?cs var:M.document.contents.held ?>">
							<?cs if:one.held ?>
								✓ <?cs var:M.document.contents.yes ?>
							<?cs else ?>
								<b>✗ <?cs var:M.document.contents.no ?></b>
							<?cs /if ?>
						</td>
					</tr>
				<?cs /each ?>
			</tbody>
		</table>
	</section>

<?cs /def ?>
<?cs def:paper_end() ?>
	<?cs if:doc.commissioned ?>
		<p class="p-f"><b>受委托组织：</b><?cs var:doc.commissioned ?></p>
	<?cs /if ?>
	<p class="p-sign"><?cs var:doc.agency ?><br><?cs var:doc.date ?></p>
	<?cs if:paper.bare ?><?cs call:paper_aside() ?><?cs /if ?>
	</article>

	<?cs if:!paper.bare ?>
		<?cs if:paper.contents ?><?cs call:paper_contents() ?><?cs /if ?>

		<section class="panel small noprint">
			<h2 class="h2"><?cs var:M.document.check ?></h2>
			<dl class="facts tight">
				<dt><?cs var:M.document.sha256 ?></dt>
				<dd class="hash"><?cs var:paper.sha256 ?></dd>
				<dt><?cs var:M.document.template ?></dt>
				<dd><?cs var:paper.type ?> <?cs var:paper.version ?></dd>
				<?cs if:paper.verify ?>
					<dt><?cs var:M.document.verify ?></dt>
					<dd><a href="<?cs var:paper.verify ?>"><?cs var:paper.verify ?></a></dd>
				<?cs /if ?>
			</dl>
		</section>
	<?cs /if ?>

<?cs /def ?>
<?cs # Lines to sign on, of a paper that is printed and signed by hand: on the PDF only. ?>
<?cs def:p_blank(blank_who) ?>
	<?cs if:paper.bare ?>
		<p class="p-blank"><?cs var:blank_who ?>：|　　年　　月　　日</p>
	<?cs /if ?>
<?cs /def ?>

<?cs def:p_case() ?>
	<?cs if:doc.cause ?>
		<p class="p-f"><b>案由：</b><?cs var:doc.cause ?></p>
	<?cs /if ?>
<?cs /def ?>

<?cs def:p_parties_as(pp_word) ?>
	<?cs each:party = doc.parties ?>
		<p>
			<?cs var:pp_word ?>：<?cs var:party.name ?>
			<?cs if:party.code ?>，统一社会信用代码 <?cs var:party.code ?><?cs /if ?>
			<?cs if:party.address ?>，住所地<?cs var:party.address ?><?cs /if ?>
			<?cs if:party.head ?>，法定代表人（负责人）<?cs var:party.head ?><?cs /if ?>。
		</p>
	<?cs /each ?>
<?cs /def ?>

<?cs def:p_parties() ?><?cs call:p_parties_as("当事人") ?><?cs /def ?>

<?cs def:p_officers() ?>
	<?cs if:subcount(doc.officers) > #0 ?>
		<p class="p-f">
			<b>执法人员：</b>
			<?cs each:who = doc.officers ?><?cs var:who.name ?>（<?cs var:who.certificate ?>）　<?cs /each ?>
		</p>
	<?cs /if ?>
<?cs /def ?>

<?cs def:p_line(line_label, line_value) ?>
	<?cs if:line_value ?>
		<p class="p-f"><b><?cs var:line_label ?>：</b><?cs var:line_value ?></p>
	<?cs /if ?>
<?cs /def ?>

<?cs def:p_text(text_label, text_value) ?>
	<?cs if:text_value ?>
		<h2 class="p-h"><?cs var:text_label ?></h2>
		<p class="pre"><?cs var:text_value ?></p>
	<?cs /if ?>
<?cs /def ?>

<?cs def:p_approvals() ?>
	<?cs if:subcount(doc.approvals) > #0 ?>
		<h2 class="p-h">审批意见</h2>
		<table class="sheet">
			<thead>
				<tr>
					<th scope="col">审批人</th>
					<th scope="col">意见</th>
					<th scope="col">日期</th>
				</tr>
			</thead>
			<tbody>
				<?cs each:step = doc.approvals ?>
					<tr>
						<td><?cs var:step.duty ?> <?cs var:step.name ?></td>
						<td><?cs var:step.words ?></td>
						<td class="num"><?cs var:step.on ?></td>
					</tr>
				<?cs /each ?>
			</tbody>
		</table>
	<?cs /if ?>
<?cs /def ?>

<?cs def:p_penalties() ?>
	<?cs if:subcount(doc.penalties) > #0 ?>
		<ol class="p-list">
			<?cs each:pen = doc.penalties ?>
				<li>
					<?cs var:pen.name ?><?cs if:pen.amount ?> <?cs var:pen.amount ?> 元<?cs /if ?>
					<?cs if:pen.capital ?>（大写：<?cs var:pen.capital ?>）<?cs /if ?>
					<?cs if:pen.detail ?>（<?cs var:pen.detail ?>）<?cs /if ?>
				</li>
			<?cs /each ?>
		</ol>
	<?cs /if ?>
<?cs /def ?>

<?cs # Until when, what follows after it, and the sum in all; figures of law as the paper was made with them. ?>
<?cs def:p_pay(pay_word) ?>
	<?cs if:doc.total ?>
		<p>
			以上<?cs var:pay_word ?>合计人民币 <?cs var:doc.total ?> 元（大写：<?cs var:doc.total_capital ?>）。
		</p>
	<?cs /if ?>
	<p>
		<?cs if:doc.figures.payment_term ?>
			当事人应当自收到本决定书之日起 <?cs var:doc.figures.payment_term ?>内缴纳<?cs var:pay_word ?>；
			逾期不缴纳的，每日按罚款数额的 <?cs var:doc.figures.payment_surcharge ?> 加处罚款，
			加处罚款的数额不超过罚款数额
			<?cs if:doc.figures.payment_surcharge_max != "100%" ?>
				的 <?cs var:doc.figures.payment_surcharge_max ?>
			<?cs /if ?>。
		<?cs else ?>
			当事人应当自收到本决定书之日起十五日内缴纳<?cs var:pay_word ?>；逾期不缴纳的，
			每日按罚款数额的百分之三加处罚款，加处罚款不超过罚款数额。
		<?cs /if ?>
	</p>
<?cs /def ?>

<?cs # Where it is paid, and what follows where it is not; papers of before do not say. ?>
<?cs def:p_pay_at() ?>
	<?cs if:doc.pay.bank ?>
		<p>
			凭缴款码 <?cs var:doc.pay.code ?> 到代收机构<?cs var:doc.pay.bank ?>缴纳；
			地址和方式：<?cs var:doc.pay.place ?>。
		</p>
	<?cs /if ?>
<?cs /def ?>

<?cs # What an article wants told in it. ?>
<?cs def:p_told(told_words) ?>
	<?cs if:told_words ?>
		<p><?cs var:told_words ?></p>
	<?cs /if ?>
<?cs /def ?>

<?cs # Where the agency is asked, answered and paid a visit. ?>
<?cs def:p_contact() ?>
	<?cs if:doc.contact.address ?>
		<?cs call:p_line("联系地址", doc.contact.address) ?>

		<?cs call:p_line("联系电话", doc.contact.telephone) ?>
	<?cs /if ?>
<?cs /def ?>

<?cs # Of a paper that took the place of one that was issued wrongly. ?>
<?cs def:p_replaces() ?>
	<?cs if:doc.replaces.number ?>
		<?cs set:replaced = doc.replaces.day + "作出的" + doc.replaces.number + "《" + doc.replaces.name + "》" ?>
		<p>本决定书替代本机关于<?cs var:replaced ?>，原文书作废，处理结果不变。</p>

		<?cs call:p_text("重新制作的原因", doc.replaces.fault) ?>
	<?cs /if ?>
<?cs /def ?>

<?cs # Papers of before do not say whether they are; all of them announced it. ?>
<?cs def:p_published() ?>
	<?cs if:doc.told_public ?>
		<p><?cs var:doc.told_public ?></p>
	<?cs elif:!?doc.published || doc.published == "1" ?>
		<p>本决定将依法向社会公示。</p>
	<?cs /if ?>
<?cs /def ?>

<?cs # Goods under a measure that go with the case. ?>
<?cs def:p_handed_over() ?>
	<?cs if:subcount(doc.measures) > #0 ?>
		<h2 class="p-h">随案移送的物品</h2>
		<?cs each:ms = doc.measures ?>
			<p class="p-f">
				<b><?cs var:ms.kind ?>：</b>自 <?cs var:ms.from_day ?> 起，地点<?cs var:ms.place ?>，保管人
				<?cs var:ms.keeper ?>
			</p>
			<table class="sheet">
				<thead>
					<tr>
						<th scope="col">名称</th>
						<th scope="col">规格</th>
						<th scope="col">数量</th>
						<th scope="col">备注</th>
					</tr>
				</thead>
				<tbody>
					<?cs each:row = ms.goods ?>
						<tr>
							<td class="pre"><?cs var:row.name ?></td>
							<td class="pre"><?cs var:row.spec ?></td>
							<td class="pre"><?cs var:row.quantity ?></td>
							<td class="pre"><?cs var:row.note ?></td>
						</tr>
					<?cs /each ?>
				</tbody>
			</table>
		<?cs /each ?>
		<p>上列物品随案件一并移送，本机关书面告知当事人。</p>
	<?cs /if ?>
<?cs /def ?>

<?cs # items of the list, each with its code ?>
<?cs def:p_items() ?>
	<h2 class="p-h">物品清单</h2>
	<table class="sheet">
		<thead>
			<tr>
				<th scope="col">编号</th>
				<th scope="col">名称</th>
				<th scope="col">规格</th>
				<th scope="col">数量</th>
				<th scope="col">品相、备注</th>
			</tr>
		</thead>
		<tbody>
			<?cs each:row = doc.items ?>
				<tr>
					<td><?cs var:row.code ?></td>
					<td class="pre"><?cs var:row.name ?></td>
					<td class="pre"><?cs var:row.spec ?></td>
					<td class="pre"><?cs var:row.quantity ?></td>
					<td class="pre"><?cs var:row.note ?></td>
				</tr>
			<?cs /each ?>
		</tbody>
	</table>
<?cs /def ?>

<?cs def:p_causes() ?>
	<?cs each:cause = doc.causes ?>
		<p>
			<?cs var:cause.name ?>：违反<?cs var:cause.broken ?>，依据<?cs var:cause.applied ?>
			<?cs if:cause.tier ?>，裁量档次“<?cs var:cause.tier ?>”<?cs /if ?>。<?cs var:cause.explanation ?>
		</p>
	<?cs /each ?>
<?cs /def ?>

<?cs # a line break ends it ?>
