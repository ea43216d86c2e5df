<?cs # Where the code of a slip is typed.  Data: enter, form. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.door.title ?>
<?cs def:body() ?>
	<div class="wrap pad-t">
		<div class="ph">
			<h1><?cs var:M.door.title ?></h1>
			<p class="lead"><?cs var:M.door.enter_lead ?></p>
		</div>

		<div class="cols c-2-1">
			<div>
				<?cs if:enter.word ?>
					<div class="note<?cs if:enter.until ?> zhu<?cs /if ?> stack-s"
							 role="<?cs if:enter.until ?>alert<?cs else ?>status<?cs /if ?>">
						<p>
							<?cs var:enter.word ?>
							<?cs if:enter.until ?> <b class="num"><?cs var:enter.until ?></b><?cs /if ?>
						</p>
					</div>
				<?cs /if ?>
				<?cs call:form_problems() ?>
				<form class="form" method="post" action="/my/<?cs var:Lang.qs ?>" novalidate>
					<?cs if:Lang.field ?>
						<input type="hidden" name="lang" value="en">
					<?cs /if ?>
					<?cs call:form_fields() ?>
					<p class="btns"><button class="btn lg"><?cs var:M.door.enter ?></button></p>
				</form>
			</div>

			<aside class="stack-l" aria-label="<?cs var:M.door.know ?>">
				<section>
					<h2 class="h2"><?cs var:M.door.know_what ?></h2>
					<p class="pad-s"><?cs var:M.door.know_what_text ?></p>
				</section>
				<section>
					<h2 class="h2"><?cs var:M.door.know_where ?></h2>
					<p class="pad-s"><?cs var:M.door.know_where_text ?></p>
				</section>
				<section>
					<h2 class="h2"><?cs var:M.door.know_safe ?></h2>
					<p class="pad-s"><?cs var:M.door.know_safe_text ?></p>
				</section>
			</aside>
		</div>
	</div>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
