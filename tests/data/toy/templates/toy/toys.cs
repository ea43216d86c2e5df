<?cs # Toys, and the form of a new one.  Data: toys, form. ?>
<?cs include:"macros.cs" ?>
<?cs set:Page.title = M.menu.toys ?>
<?cs def:body() ?>
	<h1><?cs var:M.menu.toys ?></h1>
	<ul>
		<?cs each:toy = toys ?>
			<li>
				<a href="/desk/toys/<?cs var:toy.ref ?>"><?cs var:toy.name ?></a>
				 <?cs var:toy.colour ?> <?cs var:toy.made_at ?>
				 <a href="/desk/documents/<?cs var:toy.document ?>"><?cs var:M.toy.slip ?></a>
			</li>
		<?cs /each ?>
	</ul>
	<?cs if:form ?>
		<?cs call:form_problems() ?>
		<?cs call:form_begin("/desk/toys/") ?>
		<?cs call:form_fields() ?>
		<?cs call:form_buttons(M.toy.make, "") ?>
		<?cs call:form_end() ?>
	<?cs /if ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
