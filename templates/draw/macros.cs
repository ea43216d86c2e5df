<?cs # macros.cs - parts of the pages of draws.  Include "macros.cs" before it. ?>
<?cs # a firm's look-up: firm.code, firm.none, firm.hits; firm_path.  On a draw's own page the script answers from its
	files. ?>
<?cs def:firm_finder(firm_heading) ?>
	<section class="stack" id="firm">
		<h2 class="h2"><?cs var:firm_heading ?></h2>
		<p><?cs var:M.draw.firm_lead ?></p>

		<form class="row pad-s" method="get" action="<?cs var:firm_path ?>#firm" data-firm>
			<?cs if:Lang.field ?>
				<input type="hidden" name="lang" value="en">
			<?cs /if ?>
			<label class="vh" for="firm-code"><?cs var:M.draw.firm_label ?></label>
			<input class="in firm-code" id="firm-code" name="code" value="<?cs var:firm.code ?>" maxlength="64"
					 autocomplete="off" spellcheck="false" placeholder="<?cs var:M.draw.firm_label ?>">
			<button class="btn"><?cs var:M.draw.firm_send ?></button>
		</form>

		<div aria-live="polite" data-firm-out<?cs if:draw.id ?> data-none="<?cs var:M.draw.firm_none_here ?>"
				 data-selected="<?cs var:M.draw.firm_selected ?>" data-replaced="<?cs var:M.draw.firm_replaced ?>"
				 data-not="<?cs var:M.draw.firm_not ?>" data-lapsed="<?cs var:M.draw.firm_lapsed ?>" data-sealed="
				<?cs var:M.draw.firm_sealed ?>" data-wait="<?cs var:M.draw.firm_wait ?>" data-chance="
				<?cs var:M.draw.chance ?>" data-busy="<?cs var:M.draw.firm_busy ?>" data-bad="
				<?cs var:M.draw.rerun_bad ?>"<?cs /if ?>>
			<?cs if:firm.none ?>
				<div class="note">
					<p><?cs var:firm.none ?></p>
				</div>
			<?cs /if ?>

			<?cs each:hit = firm.hits ?>
				<div class="note<?cs if:hit.hot ?> amber<?cs /if ?>">
					<h3><?cs var:hit.came ?></h3>
					<dl class="facts tight pad-s">
						<dt><?cs var:M.draw.c_draw ?></dt>
						<dd><a href="/draws/<?cs var:hit.draw_id ?><?cs var:Lang.qs ?>"><?cs var:hit.title ?></a></dd>
						<dt><?cs var:M.draw.c_object ?></dt>
						<dd><code><?cs var:hit.object_id ?></code></dd>
						<dt><?cs var:M.draw.c_stratum ?></dt>
						<dd><?cs var:hit.stratum_name ?> (<?cs var:hit.stratum ?>)</dd>
						<dt><?cs var:M.draw.c_chance ?></dt>
						<dd><?cs var:hit.chance ?></dd>
						<?cs if:hit.score ?>
							<dt><?cs var:M.draw.c_score ?></dt>
							<dd class="hash"><?cs var:hit.score ?></dd>
							<dt><?cs var:M.draw.c_limit ?></dt>
							<dd class="hash"><?cs var:hit.largest ?></dd>
						<?cs /if ?>
					</dl>
				</div>

			<?cs /each ?>
		</div>
		<?cs if:draw.id ?>

			<template data-firm-hit>
				<div class="note">
					<h3 data-f="came"></h3>
					<dl class="facts tight pad-s">
						<dt><?cs var:M.draw.c_object ?></dt>
						<dd><code data-f="object"></code></dd>
						<dt><?cs var:M.draw.c_stratum ?></dt>
						<dd data-f="stratum"></dd>
						<dt><?cs var:M.draw.c_chance ?></dt>
						<dd data-f="chance"></dd>
						<dt data-scored><?cs var:M.draw.c_score ?></dt>
						<dd class="hash" data-scored data-f="score"></dd>
						<dt data-scored><?cs var:M.draw.c_limit ?></dt>
						<dd class="hash" data-scored data-f="limit"></dd>
					</dl>
					<p class="small muted pad-s"><?cs var:M.draw.firm_by_files ?></p>
				</div>
			</template>

			<template data-firm-none>
				<div class="note">
					<p data-f="none"></p>
					<p class="pad-s">
						<a data-f="year" href="/draws/<?cs var:Lang.qs ?>"><?cs var:M.draw.firm_year ?></a>
					</p>
					<p class="small muted pad-s"><?cs var:M.draw.firm_by_files ?></p>
				</div>
			</template>
		<?cs /if ?>
	</section>

<?cs /def ?>
