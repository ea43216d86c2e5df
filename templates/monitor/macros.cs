<?cs # Parts of the pages of alerts. ?>
<?cs # What it is about: alert. ?>
<?cs def:alert_facts() ?>
	<dl class="facts">
		<dt><?cs var:M.monitor.rule ?></dt>
		<dd><?cs var:alert.name ?> <span class="muted"><?cs var:alert.code ?></span></dd>
		<dt><?cs var:M.monitor.source ?></dt>
		<dd><?cs var:alert.source ?></dd>
		<dt><?cs var:M.monitor.about ?></dt>
		<dd>
			<?cs if:alert.subject ?>
				<a href="<?cs var:alert.subject ?>">
					<?cs if:alert.number ?><?cs var:alert.number ?><?cs else ?><?cs var:M.monitor.subject ?><?cs /if ?>
				</a>
			<?cs else ?>
				<?cs var:alert.number ?>
			<?cs /if ?>
		</dd>
		<dt><?cs var:M.monitor.whose ?></dt>
		<dd>
			<?cs var:alert.agency ?> <?cs var:alert.unit ?> <span class="muted"><?cs var:alert.duty ?></span>
		</dd>
		<dt><?cs var:M.monitor.due ?></dt>
		<dd class="num">
			<?cs var:alert.due ?><br>
			<b<?cs if:alert.level == "red" ?> class="zh"<?cs /if ?>><?cs var:alert.left ?></b>
		</dd>
		<?cs if:alert.ended ?>
			<dt><?cs var:M.monitor.ended ?></dt>
			<dd><?cs var:alert.ended ?> <span class="num muted"><?cs var:alert.ended_at ?></span></dd>
		<?cs /if ?>
		<dt><?cs var:M.monitor.todo ?></dt>
		<dd><?cs var:alert.todo ?></dd>
	</dl>
<?cs /def ?>

<?cs # What was explained, what was answered: alert. ?>
<?cs def:alert_words() ?>
	<?cs if:alert.words ?>
		<section class="panel" aria-labelledby="h-words">
			<h2 class="h2" id="h-words"><?cs var:M.monitor.explanation ?></h2>
			<p class="lines"><?cs var:alert.words ?></p>
			<p class="small muted">
				<?cs var:alert.by ?> <span class="num"><?cs var:alert.explained ?></span>
				<?cs if:alert.promised ?>
					 · <?cs var:M.monitor.promised ?> <span class="num"><?cs var:alert.promised ?></span>
				<?cs /if ?>
			</p>
		</section>
	<?cs /if ?>
	<?cs if:alert.reply ?>
		<section class="panel" aria-labelledby="h-reply">
			<h2 class="h2" id="h-reply"><?cs var:M.monitor.reply ?></h2>
			<p class="lines"><?cs var:alert.reply ?></p>
		</section>
	<?cs /if ?>
<?cs /def ?>
