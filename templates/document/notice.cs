<?cs # notice.cs - 行政处罚告知书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "行政处罚告知书" ?>
<?cs if:doc.heading ?><?cs set:Page.title = doc.heading ?><?cs /if ?>
<?cs def:body() ?>
	<?cs call:paper_begin("行政处罚告知书") ?>

	<?cs call:p_parties() ?>

	<?cs call:p_text("查明的事实", doc.facts) ?>

	<?cs if:doc.told.how ?><?cs call:p_text("证据", doc.evidence_index) ?><?cs /if ?>

	<?cs call:p_causes() ?>

	<?cs if:doc.daily ?>
		<p>
			原处罚决定 <?cs var:doc.daily.number ?> 作出后，本机关于 <?cs var:doc.daily.ordered_on ?> 责令改正，
			 <?cs var:doc.daily.checked_on ?> 复查发现<?cs var:doc.daily.ground ?>。依据<?cs var:doc.daily.source ?>，
			自 <?cs var:doc.daily.from ?> 起至 <?cs var:doc.daily.until ?>
			 止按日连续处罚 <?cs var:doc.daily.days ?> 日，每日按原罚款数额 <?cs var:doc.daily.base ?> 元计。
		</p>
	<?cs /if ?>

	<p>拟作出如下行政处罚：</p>

	<?cs call:p_penalties() ?>

	<p>
		你（单位）可以自收到本告知书之日起 <?cs var:doc.defence_days ?>
		 个工作日内陈述、申辩；逾期未提出的，视为放弃。本机关不因陈述、申辩而给予更重的处罚。
	</p>

	<?cs if:doc.hearing_right ?>
		<?cs if:doc.hearing_days ?>
			<p>
				你（单位）有权要求听证，可以自收到本告知书之日起 <?cs var:doc.hearing_days ?>
				 个工作日内提出。
			</p>
		<?cs else ?>
			<p>你（单位）有权要求听证，可以在上述期限内提出。</p>
		<?cs /if ?>
	<?cs /if ?>

	<?cs call:p_told(doc.told.how) ?>

	<?cs call:p_told(doc.told.hearing) ?>

	<?cs call:p_line("送达方式", doc.input.method) ?>

	<?cs call:p_line("送达日期", doc.input.served_on) ?>

	<?cs call:p_line("公告日期", doc.input.announced_on) ?>

	<?cs call:p_line("送达地点", doc.input.place) ?>

	<?cs call:p_line("收件人", doc.input.recipient) ?>

	<?cs call:p_line("见证人", doc.input.witness) ?>

	<?cs call:p_line("运单号", doc.input.waybill) ?>

	<?cs call:p_officers() ?>

	<?cs call:p_contact() ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
