<?cs # Charts: the geometry of lib/web/chart.h as SVG.  The table of the numbers stands beside it. ?>
<?cs def:chart(ch) ?>
	<svg class="chart" viewBox="0 0 <?cs var:ch.width ?> <?cs var:ch.height ?>" role="img"
			 aria-label="<?cs var:ch.name ?>">
		<?cs each:ct = ch.ticks ?>
			<path d="M<?cs var:ch.left ?> <?cs var:ct.y ?>H<?cs var:ch.right ?>" stroke="#d4dbda"/>
			<text class="lab" x="<?cs var:ch.scale ?>" y="<?cs var:ct.base ?>" text-anchor="end">
				<?cs var:ct.text ?>
			</text>
		<?cs /each ?>
		<?cs each:cc = ch.columns ?>
			<rect x="<?cs var:cc.x ?>" y="<?cs var:cc.y ?>" width="<?cs var:cc.w ?>" height="<?cs var:cc.h ?>"
					 fill="<?cs var:cc.fill ?>"/>
		<?cs /each ?>
		<?cs each:cl = ch.lines ?>
			<polyline points="<?cs var:cl.points ?>" fill="none" stroke="<?cs var:cl.stroke ?>" stroke-width="2"/>
		<?cs /each ?>
		<?cs each:cb = ch.bars ?>
			<text class="lab" x="0" y="<?cs var:cb.text_y ?>"><?cs var:cb.label ?></text>
			<text class="val" x="<?cs var:ch.right ?>" y="<?cs var:cb.text_y ?>" text-anchor="end">
				<?cs var:cb.value ?>
			</text>
			<rect class="track" y="<?cs var:cb.y ?>" width="<?cs var:ch.right ?>" height="8"/>
			<rect y="<?cs var:cb.y ?>" width="<?cs var:cb.w ?>" height="8" fill="<?cs var:cb.fill ?>"/>
		<?cs /each ?>
		<?cs each:cx = ch.labels ?>
			<text class="lab" x="<?cs var:cx.x ?>" y="<?cs var:cx.y ?>" text-anchor="middle"><?cs var:cx.text ?></text>
		<?cs /each ?>
	</svg>
	<?cs if:subcount(ch.parts) ?>
		<ul class="row small">
			<?cs each:cp = ch.parts ?>
				<li class="nowrap">
					<svg width="10" height="10" aria-hidden="true">
						<rect width="10" height="10" fill="<?cs var:cp.fill ?>"/>
					</svg>
					 <?cs var:cp.name ?>
				</li>
			<?cs /each ?>
		</ul>
	<?cs /if ?>
<?cs /def ?>
