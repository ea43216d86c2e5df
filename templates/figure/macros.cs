<?cs # What the pages of figures share. ?>
<?cs def:figure_number(fn_value, fn_href, fn_of) ?>
	<?cs if:fn_href ?>
		<a href="<?cs var:fn_href ?>"><?cs var:fn_value ?><span class="vh"> <?cs var:fn_of ?></span></a>
	<?cs else ?>
		<?cs var:fn_value ?>
	<?cs /if ?>
<?cs /def ?>

<?cs # narrow.<i>.{label,value,href}: what the figures are narrowed to, each with the way back ?>
<?cs def:figure_narrow(nw_list) ?>
	<?cs if:subcount(nw_list) ?>
		<p class="row small pad-s">
			<?cs each:nw = nw_list ?>
				<span class="nowrap">
					<?cs var:nw.label ?> <b><?cs var:nw.value ?></b>
					 <a href="<?cs var:nw.href ?>"><?cs var:M.figure.widen ?></a>
				</span>
			<?cs /each ?>
		</p>

	<?cs /if ?>
<?cs /def ?>
