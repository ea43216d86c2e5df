<?cs # Parts of the desk's pages of requests. ?>
<?cs # What it is: request. ?>
<?cs def:request_facts() ?>
	<dl class="facts">
		<dt><?cs var:M.source.sort ?></dt>
		<dd><?cs var:request.sort ?> <span class="muted"><?cs var:request.who ?></span></dd>
		<?cs if:request.subject ?>
			<dt><?cs var:M.source.subject ?></dt>
			<dd><?cs var:request.subject ?></dd>
		<?cs /if ?>
		<dt><?cs var:M.source.holder ?></dt>
		<dd>
			<?cs var:request.agency ?>
			<?cs if:request.from ?>
				<br>
				<span class="small muted">
					<?cs if:request.forwarded ?>
						<?cs var:M.source.from ?>
					<?cs else ?>
						<?cs var:M.source.back_from ?>
					<?cs /if ?>
					 <?cs var:request.from ?>
				</span>
			<?cs /if ?>
		</dd>
		<dt><?cs var:M.source.received ?></dt>
		<dd class="num"><?cs var:request.received ?></dd>
		<?cs if:request.arrived != request.received ?>
			<dt><?cs var:M.source.arrived ?></dt>
			<dd class="num"><?cs var:request.arrived ?></dd>
		<?cs /if ?>
		<?cs if:request.due ?>
			<dt><?cs var:M.source.due ?></dt>
			<dd class="num"><b<?cs if:request.late ?> class="zh"<?cs /if ?>><?cs var:request.due ?></b></dd>
		<?cs /if ?>
		<?cs if:request.clue ?>
			<dt><?cs var:M.source.clue ?></dt>
			<dd>
				<?cs if:request.clue_href ?>
					<a href="<?cs var:request.clue_href ?>"><?cs var:request.clue ?></a>
				<?cs else ?>
					<?cs var:request.clue ?>
				<?cs /if ?>
			</dd>
		<?cs /if ?>
		<?cs if:request.head ?>
			<dt><?cs var:M.source.head ?></dt>
			<dd>
				<?cs if:request.head_href ?>
					<a class="num" href="<?cs var:request.head_href ?>"><?cs var:request.head ?></a>
				<?cs else ?>
					<span class="num"><?cs var:request.head ?></span>
				<?cs /if ?>
			</dd>
		<?cs /if ?>
		<?cs if:request.ground ?>
			<dt><?cs var:M.source.ground ?></dt>
			<dd><?cs var:request.ground ?></dd>
		<?cs /if ?>
		<?cs if:request.outcome ?>
			<dt><?cs var:M.source.outcome ?></dt>
			<dd><?cs var:request.outcome ?></dd>
		<?cs /if ?>
		<?cs if:request.answer ?>
			<dt><?cs var:M.source.answer ?></dt>
			<dd>
				<span class="lines"><?cs var:request.answer ?></span>
				<br>
				<span class="num small muted"><?cs var:request.told ?></span>
			</dd>
		<?cs /if ?>
		<dt><?cs var:M.source.digest ?></dt>
		<dd class="hash"><?cs var:request.digest ?></dd>
	</dl>
<?cs /def ?>

<?cs # What was sent, for who handles it: sent. ?>
<?cs def:request_sent() ?>
	<section class="panel" aria-labelledby="h-sent">
		<h2 class="h2" id="h-sent"><?cs var:M.source.sent ?></h2>
		<?cs if:sent.content ?>
			<p class="lines"><?cs var:sent.content ?></p>
			<dl class="facts pad-s">
				<?cs if:sent.about ?>
					<dt><?cs var:M.source.about ?></dt>
					<dd><?cs var:sent.about ?></dd>
				<?cs /if ?>
				<?cs if:sent.place ?>
					<dt><?cs var:M.source.place ?></dt>
					<dd><?cs var:sent.place ?></dd>
				<?cs /if ?>
			</dl>
			<details class="pad-s">
				<summary><?cs var:M.source.sender ?></summary>
				<?cs if:sent.name ?>
					<dl class="facts">
						<dt><?cs var:M.source.name ?></dt>
						<dd><?cs var:sent.name ?></dd>
						<dt><?cs var:M.source.telephone ?></dt>
						<dd class="num"><?cs var:sent.telephone ?></dd>
						<?cs if:sent.address ?>
							<dt><?cs var:M.source.address ?></dt>
							<dd><?cs var:sent.address ?></dd>
						<?cs /if ?>
					</dl>
					<p class="small muted"><?cs var:M.source.unproved ?></p>
				<?cs else ?>
					<p class="muted"><?cs var:M.source.anonymous ?></p>
				<?cs /if ?>
			</details>
			<p class="small muted pad-s"><?cs var:M.source.read_noted ?></p>
		<?cs else ?>
			<p class="muted"><?cs var:M.source.not_yours ?></p>
		<?cs /if ?>
	</section>
<?cs /def ?>
<?cs def:request_panels() ?>
	<?cs call:request_sent() ?>
	<section class="panel" aria-labelledby="h-what">
		<h2 class="h2" id="h-what"><?cs var:M.source.what ?></h2>
		<?cs call:request_facts() ?>
	</section>
<?cs /def ?>

<?cs # Other requests of its message, and those bound to it: kin. ?>
<?cs def:request_kin() ?>
	<?cs if:subcount(kin) ?>
		<section class="panel" aria-labelledby="h-kin">
			<h2 class="h2" id="h-kin"><?cs var:M.source.kin ?></h2>
			<ul class="plain acts">
				<?cs each:kn = kin ?>
					<li>
						<?cs var:kn.how ?>
						 <a class="num" href="<?cs var:kn.href ?>"><?cs var:kn.number ?></a><br>
						<span class="small muted">
							<?cs var:kn.sort ?> · <?cs var:kn.state ?> · <?cs var:kn.agency ?>
						</span>
					</li>
				<?cs /each ?>
			</ul>
		</section>
	<?cs /if ?>
<?cs /def ?>

<?cs # What may be about the same matter: alike, may. ?>
<?cs def:request_alike() ?>
	<?cs if:subcount(alike) ?>
		<section class="panel" aria-labelledby="h-alike">
			<h2 class="h2" id="h-alike"><?cs var:M.source.alike ?></h2>
			<p class="small muted"><?cs var:M.source.alike_text ?></p>
			<ul class="plain acts">
				<?cs each:al = alike ?>
					<li>
						<b class="num"><?cs var:al.total ?></b>
						<?cs if:al.href ?>
							 <a class="num" href="<?cs var:al.href ?>"><?cs var:al.number ?></a>
						<?cs else ?>
							 <span class="num"><?cs var:al.number ?></span>
						<?cs /if ?>
						 <span class="small muted"><?cs var:al.state ?> · <?cs var:al.agency ?></span><br>
						<span class="small">
							<?cs if:al.about ?><?cs var:M.source.alike_about ?> <?cs var:al.about ?> · <?cs /if ?>
							<?cs if:al.place ?><?cs var:M.source.alike_place ?> <?cs var:al.place ?> · <?cs /if ?>
							<?cs if:al.text ?><?cs var:M.source.alike_words ?> <?cs var:al.text ?> · <?cs /if ?>
							<?cs var:M.source.alike_days ?> <?cs var:al.days ?>
						</span>
						<?cs if:al.words ?>
							<br>
							<span class="small muted" lang="zh-CN"><?cs var:al.words ?></span>
						<?cs /if ?>
						<?cs if:al.href ?>
							<br>
							<?cs if:may.merge ?>
								<a href="<?cs var:may.merge ?>?other=<?cs var:al.number ?>">
									<?cs var:M.source.act_merge ?>
								</a>
							<?cs /if ?>
							<?cs if:may.bind ?>
								 <a href="<?cs var:may.bind ?>?other=<?cs var:al.number ?>">
									<?cs var:M.source.act_bind ?>
								</a>
							<?cs /if ?>
						<?cs elif:may.bind ?>
							<br>
							<span class="small muted"><?cs var:M.source.alike_elsewhere ?></span>
						<?cs /if ?>
					</li>
				<?cs /each ?>
			</ul>
		</section>
	<?cs /if ?>
<?cs /def ?>

<?cs # The keyboard run: how to begin it, or what there is to press: run. ?>
<?cs def:request_run() ?>
	<p class="small muted pad-s">
		<?cs if:run.on ?>
			<?cs var:M.source.run_on ?>
			 <a href="<?cs var:run.next ?>" accesskey="n" data-key="n"><?cs var:M.source.run_next ?> <kbd>n</kbd></a>
		<?cs else ?>
			<a href="<?cs var:run.href ?>"><?cs var:M.source.run_begin ?></a>
		<?cs /if ?>
	</p>
	<?cs if:run.on ?><script src="<?cs var:Assets.run_js ?>" defer></script><?cs /if ?>
<?cs /def ?>

<?cs # Likely causes and who is competent: causes, advice. ?>
<?cs def:request_advice() ?>
	<?cs if:subcount(causes) ?>
		<section class="panel" aria-labelledby="h-advice">
			<h2 class="h2" id="h-advice"><?cs var:M.source.causes ?></h2>
			<p class="small muted"><?cs var:M.source.causes_text ?></p>
			<ol class="plain acts">
				<?cs each:cz = causes ?>
					<li>
						<?cs var:cz.name ?><br>
						<span class="small muted" lang="zh-CN"><?cs var:cz.words ?></span>
					</li>
				<?cs /each ?>
			</ol>
			<?cs if:advice.agency ?>
				<p class="pad-s">
					<b><?cs var:M.source.competent ?></b> <?cs var:advice.agency ?><br>
					<span class="small muted">
						<?cs var:M.source.competent_why ?> <span lang="zh-CN"><?cs var:advice.field ?></span>
					</span>
					<?cs if:advice.href && may.forward ?>
						<br>
						<a href="<?cs var:advice.href ?>" accesskey="g" data-key="g">
							<?cs var:M.source.act_forward ?>
						</a>
						 <?cs if:run.on ?><kbd>g</kbd><?cs /if ?>
					<?cs /if ?>
				</p>
			<?cs /if ?>
		</section>
	<?cs /if ?>
<?cs /def ?>
