<?cs # order_correct.cs - 责令改正通知书, version 1 ?>
<?cs include:"document/macros.cs" ?>
<?cs set:Page.title = "责令改正通知书" ?>
<?cs if:doc.heading ?><?cs set:Page.title = doc.heading ?><?cs /if ?>
<?cs def:body() ?>
	<?cs call:paper_begin("责令改正通知书") ?>

	<?cs call:p_parties() ?>

	<?cs call:p_line("依据", doc.input.basis) ?>

	<?cs call:p_text("改正要求", doc.input.demand) ?>

	<?cs call:p_line("当场改正", doc.input.at_once) ?>

	<?cs call:p_line("改正期限", doc.input.due_on) ?>

	<?cs if:doc.daily ?>
		<p>
			本机关将对改正情况组织复查。继续违法、拒不改正或者拒绝、阻挠复查的，可以自责令改正之日的次日起，
			按照原罚款数额按日连续处罚。
		</p>
	<?cs /if ?>

	<?cs call:p_text("救济途径", doc.remedies) ?>

	<?cs call:p_officers() ?>

	<?cs call:p_contact() ?>

	<?cs call:p_blank("当事人签收（签名或者盖章）") ?>

	<?cs call:paper_end() ?>

<?cs /def ?>
<?cs include:"layout/paper.cs" ?>
