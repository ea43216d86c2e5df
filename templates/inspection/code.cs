<?cs # The check of an inspection code, in the browser. ?>
<?cs include:"macros.cs" ?>
<?cs include:"portal/macros.cs" ?>
<?cs set:Page.title = M.inspect.c_title ?>
<?cs def:body() ?>
	<div class="wrap pad-t" data-code data-worker="<?cs var:Assets.worker_js ?>" data-kinds="routine
			 <?cs var:M.inspect.kind_routine ?>;case <?cs var:M.inspect.kind_case ?>;special
			 <?cs var:M.inspect.kind_special ?>;random <?cs var:M.inspect.kind_random ?>;joint
			 <?cs var:M.inspect.kind_joint ?>">
		<div class="ph">
			<h1><?cs var:M.inspect.c_title ?></h1>
			<p class="lead"><?cs var:M.inspect.c_lead ?></p>
		</div>

		<form class="stack" data-code-form>
			<div class="fld">
				<label for="c-code"><?cs var:M.inspect.c_field ?></label>
				<textarea class="in" id="c-code" rows="4" spellcheck="false" autocomplete="off"></textarea>
			</div>
			<p class="pad-s"><button class="btn lg"><?cs var:M.inspect.c_check ?></button></p>
		</form>

		<noscript>
			<p class="note amber">
				<?cs var:M.inspect.c_script ?> <a href="/code/keys.json">/code/keys.json</a>
				 <a href="/code/revoked.json">/code/revoked.json</a>
			</p>
		</noscript>

		<div class="note song" data-good role="status" hidden>
			<h2><?cs var:M.inspect.c_good ?></h2>
			<dl class="facts tight">
				<dt><?cs var:M.inspect.p_agency ?></dt>
				<dd data-of="agency"></dd>
				<dt><?cs var:M.inspect.p_object ?></dt>
				<dd class="hash" data-of="subject"></dd>
				<dt><?cs var:M.inspect.kind ?></dt>
				<dd data-of="kind"></dd>
				<dt><?cs var:M.inspect.items ?></dt>
				<dd class="num" data-of="items"></dd>
				<dt><?cs var:M.inspect.officers ?></dt>
				<dd class="num" data-of="officers"></dd>
				<dt><?cs var:M.inspect.window ?></dt>
				<dd class="num" data-of="time"></dd>
			</dl>
			<p><a data-rate data-qs="<?cs var:Lang.qs ?>"><?cs var:M.inspect.c_rate ?></a></p>
		</div>

		<div class="note zhu" data-bad role="alert" hidden>
			<h2><?cs var:M.inspect.c_bad ?></h2>
			<p data-why data-form="<?cs var:M.inspect.c_form ?>" data-key="<?cs var:M.inspect.c_key ?>"
					 data-sig="<?cs var:M.inspect.c_sig ?>" data-agency="<?cs var:M.inspect.c_agency ?>"
					 data-revoked="<?cs var:M.inspect.c_revoked ?>" data-time="<?cs var:M.inspect.c_time ?>"
					 data-early="<?cs var:M.inspect.c_early ?>"></p>
			<p><?cs var:M.inspect.c_refuse ?></p>
		</div>

		<p class="small muted" data-lists hidden>
			<?cs var:M.inspect.c_lists ?> <span class="num" data-lists-at></span>
		</p>
	</div>

	<script src="<?cs var:Assets.code_js ?>" defer></script>

<?cs /def ?>
<?cs include:"layout/portal.cs" ?>
