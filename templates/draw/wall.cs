<?cs # draw/wall.cs - made to be projected: big letters, nothing of who is signed in.  It goes on by a refresh, without
	a script. Data: draw, steps, witnesses, selected, wall. ?>

<?cs include:"macros.cs" ?>
<?cs set:Page.title = draw.title ?>
<?cs def:person(pe) ?>
	<li class="<?cs if:pe.revealed_at ?>ok<?cs elif:draw.state == "lapsed" ?>bad<?cs /if ?>">
		<b><?cs var:pe.name ?></b>
		<span>
			<?cs if:pe.revealed_at ?>
				<?cs var:M.draw.revealed ?>
			<?cs elif:draw.state == "lapsed" ?>
				<?cs var:M.draw.not_revealed ?>
			<?cs elif:pe.pledged_at ?>
				<?cs var:M.draw.has_pledged ?>
			<?cs /if ?>
		</span>
	</li>
<?cs /def ?>

<?cs def:drawn(dn) ?>
	<li>
		<span class="lots-n"><?cs var:dn.n ?></span>
		<span class="lots-t">
			<b><?cs var:dn.name ?></b>
			<span><?cs var:dn.object_id ?> · <?cs var:dn.team ?></span>
		</span>
	</li>
<?cs /def ?>

<?cs call:layout_head() ?>
<body class="public">
	<?cs if:Test.banner ?>
		<p class="clockbar" role="status"><?cs var:Test.banner ?></p>
	<?cs /if ?>
	<main id="main" class="stage">

		<div>
			<h1><?cs var:draw.title ?></h1>
			<p class="lead"><?cs var:draw.agency ?> · <?cs var:draw.lead ?></p>
		</div>

		<?cs call:steps(steps, M.draw.steps, "") ?>

		<div class="stage-cols<?cs if:wall.qr ?> two<?cs /if ?>">
			<div class="stack-l">

				<?cs if:draw.state == "lapsed" ?>
					<p class="stage-left"><?cs var:M.draw.lapsed_title ?></p>
					<p><?cs var:draw.lapse ?></p>

				<?cs elif:wall.left && draw.state != "published" && draw.state != "drawn" ?>
					<div>
						<p><?cs var:M.draw.wall_left ?></p>
						<p class="stage-left num"><?cs var:wall.left ?></p>
					</div>
				<?cs /if ?>

				<?cs if:draw.state == "drawn" ?>
					<p class="stage-left"><?cs var:M.draw.sealed_title ?></p>
					<p><?cs var:M.draw.sealed_text ?></p>
				<?cs /if ?>

				<?cs if:subcount(selected) ?>
					<ol class="lots" aria-live="polite">
						<?cs each:one = selected ?><?cs call:drawn(one) ?><?cs /each ?>
					</ol>
				<?cs /if ?>

				<?cs if:subcount(witnesses) && draw.state != "published" ?>
					<section>
						<h2 class="h2"><?cs var:M.draw.witnesses ?></h2>
						<ul class="who-is pad-s"><?cs each:two = witnesses ?><?cs call:person(two) ?><?cs /each ?></ul>
					</section>
				<?cs /if ?>

				<dl class="recipe">
					<dt><?cs var:M.draw.h_commitment ?> <small><?cs var:M.draw.h_before ?></small></dt>
					<dd class="hash"><?cs var:draw.commitment ?></dd>
					<?cs if:draw.seed ?>
						<dt><?cs var:M.draw.h_seed ?></dt>
						<dd class="hash"><?cs var:draw.seed ?></dd>
					<?cs /if ?>
				</dl>

				<?cs if:wall.all ?>
					<p><?cs var:M.draw.wall_check ?> /draws/<?cs var:draw.id ?></p>
				<?cs /if ?>
			</div>

			<?cs if:wall.qr ?>
				<div class="stage-qr">
					<p><?cs var:M.draw.wall_scan ?></p>
					<img src="<?cs var:wall.qr ?>" alt="<?cs var:M.draw.wall_qr ?>" width="420" height="420">
					<p class="stage-code"><?cs var:wall.code ?></p>
				</div>
			<?cs /if ?>
		</div>

	</main>
</body>
</html>

<?cs # a line break ends it ?>
