<?cs # Matters of the supervision body.  Data: states, matters, complaints, may_register, letters, ended, first,
	next. ?>
<?cs include:"macros.cs" ?>
<?cs include:"supervise/macros.cs" ?>
<?cs set:Page.title = M.menu.supervise ?>
<?cs def:body() ?>
	<div class="ph row between top">
		<div>
			<h1><?cs var:M.menu.supervise ?></h1>
			<p class="muted"><?cs var:M.supervise.lead ?></p>
		</div>
		<p class="row">
			<?cs if:may_register ?>
				<a class="btn" href="/desk/supervise/new"><?cs var:M.supervise.act_register ?></a>
			<?cs /if ?>
			<?cs if:letters ?>
				<a class="btn sec" href="/desk/supervise/letters/"><?cs var:M.menu.letters ?></a>
			<?cs /if ?>
		</p>
	</div>

	<?cs if:subcount(states) ?>
		<dl class="figs">
			<?cs each:st = states ?>
				<div class="fig">
					<dt><?cs var:st.label ?></dt>
					<dd><b><?cs var:st.n ?></b></dd>
				</div>
			<?cs /each ?>
		</dl>
	<?cs /if ?>

	<?cs if:subcount(complaints) ?>
		<section class="panel" aria-labelledby="h-complaints">
			<h2 class="h2" id="h-complaints"><?cs var:M.supervise.complaints ?></h2>
			<ul class="plain acts">
				<?cs each:cp = complaints ?>
					<li class="row between">
						<span>
							<a href="<?cs var:cp.href ?>"><?cs var:cp.number ?></a>
							 <?cs var:cp.about ?>
							 <span class="num small muted"><?cs var:cp.arrived_at ?></span>
						</span>
						<a class="btn sec" href="<?cs var:cp.register ?>"><?cs var:M.supervise.act_register ?></a>
					</li>
				<?cs /each ?>
			</ul>
		</section>
	<?cs /if ?>

	<p class="row small">
		<?cs if:ended ?>
			<a href="/desk/supervise/"><?cs var:M.supervise.only_open ?></a>
		<?cs else ?>
			<a href="/desk/supervise/?ended=1"><?cs var:M.supervise.with_ended ?></a>
		<?cs /if ?>
	</p>

	<section class="panel flush pad-s" aria-label="<?cs var:M.menu.supervise ?>">
		<?cs if:subcount(matters) ?>
			<?cs call:matter_table(matters) ?>
		<?cs else ?>
			<?cs call:empty(M.supervise.none, M.supervise.none_text) ?>
		<?cs /if ?>
	</section>

	<?cs call:pager(first, next) ?>
<?cs /def ?>
<?cs include:"layout/desk.cs" ?>
