// tap.mjs - the few lines of TAP our tests speak.  A test file calls ok(), is(), like()
// ... and ends with done(); an exception is a failed test, not a silent end.
let count = 0, failed = 0, ended = false;

function line(good, name, note = '') {
	count++;
	if (!good) failed++;
	console.log(`${good ? 'ok' : 'not ok'} ${count} - ${String(name).replace(/[#\n\r]/g, ' ')}${note}`);
	return good;
}

export function diag(text) {
	for (const l of String(text).split('\n')) console.log(`# ${l}`);
}

function show(v) {
	const s = typeof v === 'string' ? v : JSON.stringify(v);
	return s !== undefined && s.length > 600 ? `${s.slice(0, 600)}...` : String(s);
}

export function ok(cond, name, detail) {
	const good = line(!!cond, name);
	if (!good && detail !== undefined) diag(show(detail));
	return good;
}

export function is(got, want, name) {
	const good = line(JSON.stringify(got) === JSON.stringify(want), name);
	if (!good) diag(`     got: ${show(got)}\nexpected: ${show(want)}`);
	return good;
}

export function like(text, re, name) {
	const good = line(re.test(String(text)), name);
	if (!good) diag(`${re} not in: ${show(text)}`);
	return good;
}

export function unlike(text, re, name) {
	const good = line(!re.test(String(text)), name);
	if (!good) diag(`${re} found: ${show(String(text).match(re)[0])}`);
	return good;
}

export function skip(name, why) {
	line(true, name, ` # SKIP ${why}`);
}

// The whole file has nothing to test here.
export function skipAll(why) {
	ended = true;
	console.log(`1..0 # SKIP ${why}`);
	process.exit(0);
}

export function done() {
	ended = true;
	console.log(`1..${count}`);
	process.exitCode = failed ? 1 : 0;
}

// What a failing part says beside its exception: functions that give lines (what the open pages show, ...).
const witnesses = [];
export const witness = (fn) => witnesses.push(fn);

// part('name', async () => {...}): an exception fails this part, the rest goes on.
export async function part(name, fn) {
	try {
		await fn();
	} catch (e) {
		line(false, `${name}: ${e.message}`);
		diag(e.stack);
		await saw();
	}
}
async function saw() {
	for (const fn of witnesses) {
		const said = await fn().catch((x) => x.message);
		if (said) diag(said);
	}
}

let dying = false;
async function die(e) {
	if (dying) return;
	dying = true;
	if (!ended) {
		ended = true;
		line(false, `died: ${e && e.message}`);
		diag(e && e.stack ? e.stack : e);
		await saw();
		console.log(`1..${count}`);
	}
	process.exit(1);
}
process.on('uncaughtException', die);
process.on('unhandledRejection', die);
process.on('exit', () => {
	if (!ended) {
		console.log(`not ok ${count + 1} - ended without done()\n1..${count + 1}`);
		process.exitCode = 1;
	}
});
