<?cs # demand.cs - 履行行政处罚决定催告书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "履行行政处罚决定催告书" ?>
<?cs def:body() ?>
	<?cs call:paper_begin("履行行政处罚决定催告书") ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("催告的决定书", doc.paper) ?>

	<?cs if:doc.told.how ?>
		<p>
			你（单位）逾期未履行上述决定。请在收到本催告书之日起 <?cs var:doc.figures.demand_term ?>内缴纳罚没款
			 <?cs var:doc.principal ?> 元（大写：<?cs var:doc.principal_capital ?>）
			<?cs if:doc.surcharge ?>
				，以及截至今日的加处罚款 <?cs var:doc.surcharge ?> 元（大写：<?cs var:doc.surcharge_capital ?>）
			<?cs /if ?>。
		</p>

		<?cs call:p_pay_at() ?>

		<?cs call:p_told(doc.told.court) ?>

		<?cs call:p_told(doc.told.how) ?>
	<?cs elif:doc.figures.demand_term ?>
		<p>
			你（单位）逾期未履行上述决定。请在收到本催告书之日起 <?cs var:doc.figures.demand_term ?>内缴纳罚没款
			 <?cs var:doc.principal ?> 元（大写：<?cs var:doc.principal_capital ?>）
			<?cs if:doc.surcharge ?>
				，以及截至今日的加处罚款 <?cs var:doc.surcharge ?> 元（大写：<?cs var:doc.surcharge_capital ?>）
			<?cs /if ?>
			<?cs if:doc.pay_code ?>，缴款码 <?cs var:doc.pay_code ?><?cs /if ?>；逾期仍不履行的，
			本机关将依法申请人民法院强制执行。你（单位）有权陈述和申辩。
		</p>
	<?cs else ?>
		<p>
			你（单位）逾期未履行上述决定。请在收到本催告书之日起十个工作日内缴纳罚没款及加处罚款；逾期仍不履行的，
			本机关将依法申请人民法院强制执行。你（单位）有权陈述和申辩。
		</p>
	<?cs /if ?>

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
