// new_module.mjs - one module more, tests/data/toy, in a scratch copy of the checkout: of one act, one page, one task,
// one clock, one code and one paper.  It is built, migrated to and walked; of what others own it touches at most two
// files.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
	existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refText, storeOf } from '../lib/evidence.mjs';
import { Client } from '../lib/http.mjs';
import { send } from '../lib/inspection.mjs';
import { done, is, like, ok, part, unlike } from '../lib/tap.mjs';
import { until } from '../lib/wait.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..'), toy = join(root, 'tests/data/toy');
const scratch = mkdtempSync(join(process.env.XZ_TEST, 'module.'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const files = (folder, below = '') => readdirSync(join(folder, below)).flatMap((name) => {
	const path = join(below, name);
	return statSync(join(folder, path)).isDirectory() ? files(folder, path) : [path];
});
const sources = readdirSync(root).filter((n) => !['.git', 'build', 'node_modules', 'var'].includes(n));
const copy = (names, to) => execFileSync('cp', ['-a', ...names.map((n) => join(root, n)), join(scratch, to)]);

// ---- the copy, with what is built already, and the module in it
copy(sources, '.');
mkdirSync(join(scratch, 'build'));
copy(['build/assets', 'build/assets.hdf'], 'build');
mkdirSync(join(scratch, 'build/rel'));
copy(readdirSync(join(root, 'build/rel')).filter((n) => n !== 'tests').map((n) => `build/rel/${n}`), 'build/rel');
const last = Math.max(...readdirSync(join(root, 'migrations')).map((n) => parseInt(n, 10) || 0));
for (const path of files(toy)) {
	const to = join(scratch, path.replace('NNNN', String(last + 1).padStart(4, '0')));
	mkdirSync(dirname(to), { recursive: true });
	writeFileSync(to, readFileSync(join(toy, path)));
}
const edit = (path, ...changes) => {
	let text = readFileSync(join(scratch, path), 'utf8');
	for (const [before, what] of changes) {
		const at = text.search(before);
		if (at < 0) throw new Error(`${path} has no ${before}`);
		text = text.slice(0, at) + what + text.slice(at);
	}
	writeFileSync(join(scratch, path), text);
};
edit('cgi/modules.c', [/#include "lib\/base\/day.h"/,
	'#include "cgi/toy/toy.h"\n'], [/#include "lib\/work\/scale.h"/, '#include "lib/toy/scale.h"\n'],
	[/\t\/\* what waits, behind whatever it is about/, `	{
		.name = "toy",
		DESK(ROUTES(toy_routes), TEMPLATES("toy"))
		XIEZHI(SCALE(toy_scale))
		MENU(ITEM("look", 250, "/desk/toys/", "toys", DUTY_OFFICER))
		SUBJECTS({ .kind = "toy", .path = "/desk/toys/" })
	},

`]);
edit('migrations/again/subject.sql', [/(?<=^create view xz\.subject [^;]*);/m, '\n  union all table xz.toy_subjects'],
	[/(?<=^create view xz\.subject_dims [^;]*);/m, '\n  union all table xz.toy_dims']);

// Of the others a module more is no part.
const env = { ...process.env, XIEZHI_BUILD: 'rel', XZ_OWN_PROGRAMS: '1' };
for (const name of ['MAKEFLAGS', 'MAKELEVEL', 'MFLAGS', 'ASAN_OPTIONS']) delete env[name];
const make = spawn('make', ['-s', '-C', scratch, '--no-print-directory', '-j2',
	...['xiezhi', 'xiezhid', 'xiezhi-signin', 'xiezhi-desk', 'xiezhi-slow'].map((n) => `build/rel/bin/${n}`)],
{ env, stdio: ['ignore', 'inherit', 'inherit'] });
const built = new Promise((resolve) => make.on('close', resolve));

await part('what it takes', async () => {
	const there = sources.flatMap((n) => (statSync(join(scratch, n)).isDirectory() ? files(scratch, n) : [n]));
	const own = (path) => path.split('/').slice(0, -1).includes('toy') ||
		/^(\d{4}_)?toy[._]/.test(basename(path));
	const touched = there.filter((path) => !existsSync(join(root, path)) ? !own(path)
		: !readFileSync(join(root, path)).equals(readFileSync(join(scratch, path))));
	is(touched.sort(), ['cgi/modules.c', 'migrations/again/subject.sql'],
		'a row of modules.c and an arm of xz.subject, besides its own files');
});

await part('it keeps the rules of the house', async () => {
	for (const name of readdirSync(join(scratch, 'tests/lint')).filter((n) => n.endsWith('.mjs'))) {
		const lint = spawnSync('node', [join(scratch, 'tests/lint', name)], { encoding: 'utf8' });
		ok(lint.status === 0, name, lint.stdout.match(/^not ok(.*\n)+?(?=ok)/gm)?.join(''));
	}
});

is(await built, 0, 'it is built');
const { ownInstance } = await import(join(scratch, 'tests/lib/instance.mjs'));
const own = ownInstance('toy', { env }), { conf, sql } = storeOf(own);
const as = (name) => new Client(own.url, own.state).session(name);
const officer = (where) => sql(`select c.username from xz.people_account c join xz.people_duty d
	on d.account_id = c.id and d.duty = 'officer' where c.active and ${where} and not exists (select
	from xz.people_task t where t.done_at is null and t.account_id = c.id) order by c.id limit 1`);
const name = officer('c.unit_id is not null'), c = as(name);
const elsewhere = officer(`c.agency_id <> (select agency_id from xz.people_account where username = '${name}')`);
const told = '木马一匹';
let ref, document;

await part('its page and its act', async () => {
	like((await c.get('/desk/')).text, /href="\/desk\/toys\/"[^>]*>\s*玩具/, 'an entry of the menu');
	const form = await c.get('/desk/toys/');
	is(form.status, 200, 'the page');
	is(form.forms.find((f) => f.action === '/desk/toys/').options.colour.filter((o) => o.value)
		.map((o) => o.value), ['red'], 'its code is offered');
	is((await send(c, form, '/desk/toys/', { name: told, colour: 'blue' })).status, 422, 'another is not taken');
	const made = await send(c, form, '/desk/toys/', { name: told, colour: 'red' });
	is(made.status, 200, 'the act');
	ref = sql('select ref from xz.toy');
	like(made.path, new RegExp(`^/desk/toys/${refText(ref)}`), 'leads to the page of what was made');
	like(made.text, new RegExp(`${told}[^]*红色`), 'which shows it');
	is(sql(`select string_agg(s.kind, ' ') from xz.record_step s join xz.toy t on t.chain_id = s.chain_id`),
		'toy.make', 'a step of its record');
	is(sql('select count(*) from xz.event where kind = \'toy.make\''), '1', 'and an event');
});

await part('its task, with its clock', async () => {
	const desk = (await c.get('/desk/')).text;
	like(desk, new RegExp(`给玩具上发条[^]*${told}|${told}[^]*给玩具上发条`), 'on the desk');
	like(desk, new RegExp(`href="/desk/toys/${refText(ref)}"`), 'leads to it');
	like(desk, /玩具上发条[^<]*5/, 'shows its term');
	is(sql(`select k.rule || ' ' || k.term_n || k.term_unit || ' ' || k.state from xz.calendar_clock k
		join xz.people_task t on t.clock_id = k.id where t.kind = 'toy_wind' and t.done_at is null`),
	'toy.wind 5wd open', 'a clock by its parameter');
});

await part('its paper', async () => {
	document = refText(sql(`select d.ref from xz.record_document d where d.type = 'toy_slip'`));
	const page = await c.get(`/desk/documents/${document}`);
	is(page.status, 200, 'a page');
	like(page.text, new RegExp(`玩具登记单[^]*${told}[^]*红色`), 'of what was typed');
	let pdf;
	await until(async () => (pdf = await c.get(`/desk/documents/${document}.pdf`)).status === 200);
	is(pdf.bytes.subarray(0, 5).toString(), '%PDF-', 'and a file');
});

await part('whose it is', async () => {
	const other = as(elsewhere);
	is((await other.get(`/desk/toys/${refText(ref)}`)).status, 404, 'no other agency sees it');
	unlike((await other.get('/desk/toys/')).text, new RegExp(told), 'nor in its list');
	is((await other.get(`/desk/documents/${document}`)).status, 404, 'nor its paper');
	// What common tables have of it is read as it is itself.
	const rows = (client) => execFileSync('psql', [conf.replace(/user=\S+/, 'user=xz_desk'), '-qAtX'], {
		encoding: 'utf8', input: `set xz.token to '${[...client.cookies.values()][0].value}';
			select (select count(*) from xz.record_chain where subject_kind = 'toy'),
				(select count(*) from xz.record_document where subject_kind = 'toy'),
				xz.act_may_write('toy', ${sql('select id from xz.toy')})` }).trim();
	is(rows(c), '1|1|t', 'its maker reads its record and its papers, and may ask for an approval');
	is(rows(other), '0|0|f', 'nobody else');
});
own.stop();
done();
