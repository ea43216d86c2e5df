// draw.mjs - a draw in front of everybody: three witnesses in three browsers, the wall, the draw, and the stranger who
// runs it again; a witness who does not reveal; one without scripts; a firm's look-up; a substitution; the shell
// recipe.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, skipAll, unlike } from '../lib/tap.mjs';
import { PATIENCE_MS, until } from '../lib/wait.mjs';
import { browserMissing, open, phone } from './lib/browser.mjs';

const why = browserMissing();
if (why) skipAll(why);
const own = ownInstance('draw');
const conninfo = storeConf(own.state);
const make = (id, kind, publication = 'at-draw', minutes = 60, ...more) =>
	execFileSync('build/rel/tests/db/make_draw', [conninfo, join(own.state, 'keys/draw.key'), id, kind, publication,
	String(minutes), ...more]);
const b = await open(own);
const coordinator = await b.person('coordinator1');

// ---- the ceremony
make('HY-2026-Q4-017', 'witness');
const desk = '/desk/draws/HY-2026-Q4-017', page = '/draws/HY-2026-Q4-017';
await coordinator.go('/desk/draws/');
await coordinator.check('draw-01-desk-list');
await coordinator.go(desk);
await coordinator.check('draw-02-ceremony');
await coordinator.page.fill('[name=count]', '2');
await coordinator.press('一次性链接');
const links = await coordinator.page.locator('code.link').allInnerTexts();
is(links.length, 2, 'two links, shown once');
unlike(await coordinator.page.content(), /token_hash/, 'no digest on the page');
await coordinator.go(desk);
await coordinator.press('在大屏幕上显示见证码');
await coordinator.check('draw-03-wall');
const code = (await coordinator.page.locator('.stage-code').innerText()).trim();
like(code, /^[A-Z2-7]{4}-[A-Z2-7]{4}$/, 'a code on the wall');
const wallUrl = coordinator.page.url();

async function witness(link, name, value, shot) {
	const w = await b.person(null, { size: phone });
	await w.page.goto(link);
	await w.page.waitForSelector('[data-pledge]');
	if (shot) await w.check(shot);
	await w.fill({ name, value });
	await Promise.all([w.page.waitForNavigation(), w.page.click('[data-pledge] button')]);
	await w.page.waitForSelector('.note.song');
	return w;
}
const people = [await witness(links[0], '市司法局 唐志远', '1731', 'draw-04-witness'),
	await witness(links[1], '企业代表', 'abc'),
	await witness(`${own.url}/draws/HY-2026-Q4-017/witness#${code}`, '记者', '蔡伦')];
await people[0].check('draw-05-pledged');
await coordinator.go(new URL(wallUrl).pathname + new URL(wallUrl).search);
for (const name of ['市司法局 唐志远', '企业代表', '记者'])
	ok((await coordinator.text()).includes(name), `${name} is on the wall`);
await coordinator.go(desk);
await coordinator.press('结束承诺');
for (const w of people) {
	await w.page.waitForSelector('[data-reveal]', { timeout: PATIENCE_MS });
	like(await w.page.inputValue('[name=value]'), / [0-9a-f]{32}$/,
		'the value was kept on the device, with its random part');
}
await people[0].check('draw-06-reveal');
people[1].expect(422);
const kept = await people[1].page.inputValue('[name=value]');
await people[1].page.fill('[name=value]', 'something else');
await people[1].press('公开随机值');
like(await people[1].text(), /与您的承诺不符/, 'a value that does not fit its pledge is not taken');
await people[1].page.fill('[name=value]', kept);
for (const w of people) {
	await w.press('公开随机值');
	like(await w.text(), /随机值已收到/, 'revealed');
}
await coordinator.go(desk);
await coordinator.press('停止接收');
await coordinator.check('draw-07-closed');
await coordinator.press('抽取');
await coordinator.check('draw-08-drawn');
await coordinator.go(`${desk}/wall`);
await coordinator.page.waitForFunction(() => document.querySelectorAll('.lots li').length === 4, null,
	{ timeout: PATIENCE_MS });
await coordinator.check('draw-09-wall-drawn');

// ---- a stranger: the page, the browser's re-run, the shell, the tool
const stranger = await b.person(null);
await stranger.go(page);
await stranger.check('draw-10-public');
ok(await until(async () => (await fetch(own.url + '/disclosure/draws/HY-2026-Q4-017/result.json')).ok),
	'the result is published');
await stranger.page.click('[data-rerun]');
await stranger.page.waitForSelector('[data-outcome]');
is(await stranger.page.getAttribute('[data-rerun-out]', 'data-outcome'), 'good',
	`run again in the browser: ${await stranger.page.innerText('[data-rerun-out]')}`);
const work = mkdtempSync(join(tmpdir(), 'xz-draw-'));
const recipe = await stranger.page.locator('[data-recipe]').innerText();
const ran = spawnSync('bash', ['-c', recipe], { cwd: work, encoding: 'utf8' });
const said = ran.stdout.trim().split('\n'),
	result = await (await fetch(own.url + '/disclosure/draws/HY-2026-Q4-017/result.json')).json();
is(said[0], (await (await fetch(own.url + '/disclosure/draws/HY-2026-Q4-017/announcement.json')).json()).commitment,
	'the recipe prints the commitment');
is(said[1], result.seed, 'and the seed');
is(said.slice(2).map((l) => l.split('\t')[2]), result.selected.map((s) => s.object), `and the selected ${ran.stderr}`);

// ---- a firm
const lucky = result.selected[0].object, c = new Client(own.url, own.state);
like((await c.get(`${page}?code=${lucky}`)).text, /抽中<\/h3>/, 'a selected firm sees that it was');
like((await c.get('/draws/?code=91430499NOWHERE000')).text, /抽取名录中没有 91430499NOWHERE000/,
	'in no draw this year is an answer');
await stranger.go(`${page}?code=${lucky}`);
await stranger.check('draw-11-firm');

// the same from the files alone: the server is asked for nothing but them
async function lookUp(path, code) {
	await stranger.go(path);
	const asked = [], note = (q) => asked.push(new URL(q.url()).pathname);
	stranger.page.on('request', note);
	await stranger.page.fill('[data-firm] [name=code]', code);
	await stranger.page.click('[data-firm] button');
	await stranger.page.waitForSelector('[data-firm-out][data-outcome]');
	stranger.page.off('request', note);
	ok(asked.some((p) => p.endsWith('/objects.tsv')) &&
		asked.every((p) => /^\/(disclosure\/draws|assets)\//.test(p)), `${code}: only published files are read`,
		asked.join(' '));
	return stranger.page.innerText('[data-firm-out]');
}
// what the server's form says, word for word, without the draw's name and the notice
const facts = (html) => [...html.matchAll(/<h3>([^<]*)<\/h3>|<dd[^>]*>(?:<code>)?([^<]+)(?:<\/code>)?<\/dd>/g)]
	.map((m) => (m[1] ?? m[2]).trim()).filter((t) => t);
async function sameAsServer(path, code, name) {
	const text = (await lookUp(path, code)).replace(/\s+/g, ' ');
	const firm = (await c.get(`${path}?code=${code}`)).text.split('data-firm-out')[1].split('<template')[0];
	const missing = facts(firm.replace(/<dt>[^<]*<\/dt><dd><a[^>]*>[^<]*<\/a><\/dd>/g, ''))
		.filter((t) => !text.includes(t.replace(/\s+/g, ' ')));
	ok(facts(firm).length >= 3 && missing.length === 0, `${name}: the browser says what the server says`,
		missing.join('; '));
	return text;
}
like(await sameAsServer(page, lucky, 'selected'), /抽中/, 'selected, from the files');
const objects = (await (await fetch(own.url + '/disclosure/draws/HY-2026-Q4-017/objects.tsv')).text()).trim()
	.split('\n').map((l) => l.split('\t')[1]);
const unlucky = objects.find((o) => !result.selected.some((x) => x.object === o));
like(await sameAsServer(page, unlucky, 'not selected'), /在名录中，未抽中/, 'in the pool, not selected');
await stranger.check('draw-11b-firm-files');
like(await lookUp(page, '91430499NOWHERE000'), /本次抽取的名录中没有 91430499NOWHERE000/, 'not in this draw');
await stranger.check('draw-11c-firm-none');
await Promise.all([stranger.page.waitForNavigation(), stranger.page.click('[data-firm-out] a')]);
like(await stranger.text(), /年的抽取名录中没有 91430499NOWHERE000/, 'and in no draw this year: one click away');
// an altered list is not believed
await stranger.page.route('**/objects.tsv', (route) => route.fulfill({ body: `A\t${lucky}\n` }));
like(await lookUp(page, lucky), /objects\.tsv/, 'a list that does not fit the announcement is named');
await stranger.page.unroute('**/objects.tsv');

// ---- a substitution
await coordinator.go(desk);
await coordinator.page.locator('details.how summary').first().click();
await coordinator.page.locator('form[action$="substitute"]').first().locator('button').click();
await coordinator.page.waitForSelector('.flash');
await coordinator.check('draw-12-substituted');
// a public page that a browser has may be two seconds old, on a busy machine more
for (let i = 0; i < 10; i++) {
	await stranger.page.reload({ waitUntil: 'load' });
	if (/替补/.test(await stranger.text())) break;
	await stranger.page.waitForTimeout(500);
}
like(await stranger.text(), /替补/, 'shown on the page');
ok(await until(async () => (await fetch(own.url + '/disclosure/draws/HY-2026-Q4-017/substitutions.jsonl')).ok),
	'the substitution too');
await stranger.page.click('[data-rerun]');
await stranger.page.waitForSelector('[data-outcome]');
is(await stranger.page.getAttribute('[data-rerun-out]', 'data-outcome'), 'good',
	`with the substitution: ${await stranger.page.innerText('[data-rerun-out]')}`);

await sameAsServer(page, lucky, 'replaced');
const sub = JSON.parse((await (await fetch(own.url + '/disclosure/draws/HY-2026-Q4-017/substitutions.jsonl')).text())
	.trim().split('\n')[0]);
if (sub.kind === 'object' && sub.in) await sameAsServer(page, sub.in, 'came in');

// ---- one does not reveal: the draw lapses, for ever to be seen
make('HY-2026-Q4-018', 'witness', 'at-draw', 5);
await coordinator.go('/desk/draws/HY-2026-Q4-018');
await coordinator.page.fill('[name=count]', '2');
await coordinator.press('一次性链接');
const two = await coordinator.page.locator('code.link').allInnerTexts();
const good = await witness(two[0], '甲', '1'), bad = await witness(two[1], '乙', '2');
await coordinator.go('/desk/draws/HY-2026-Q4-018');
await coordinator.press('结束承诺');
await good.page.waitForSelector('[data-reveal]', { timeout: PATIENCE_MS });
await good.press('公开随机值');
coordinator.expect(409);
await coordinator.go('/desk/draws/HY-2026-Q4-018');
await coordinator.press('停止接收');
like(await coordinator.text(), /乙 已承诺，还没有公开随机值/, 'closing while a value is missing is refused, by name');
await coordinator.check('draw-13-missing');
own.cli('clock', 'advance', '1h');
ok(await until(async () => (await c.get('/draws/HY-2026-Q4-018')).text.includes('逾期未抽取')), 'it lapses');
await stranger.go('/draws/HY-2026-Q4-018');
like(await stranger.text(), /没有公开随机值的见证人：\s*乙/, 'the page names who failed');
unlike((await stranger.text()).split('没有公开随机值的见证人')[1].split('见证人')[0], /甲/, 'and nobody else');
await stranger.check('draw-14-lapsed');
await sameAsServer('/draws/HY-2026-Q4-018', lucky, 'lapsed');
await bad.close();

// ---- sealed until the visits are done: the digest is public, nothing of what came out is
make('HY-2026-Q4-019', 'none', 'after-visits');
await coordinator.go('/desk/draws/HY-2026-Q4-019');
await coordinator.press('停止接收');
await coordinator.press('抽取');
await stranger.go('/draws/HY-2026-Q4-019');
like(await stranger.text(), /已抽取，检查结束后公布/, 'sealed');
const drawnFirm = (await coordinator.page.locator('.ledger td .small').first().innerText()).trim();
ok(!(await stranger.page.content()).includes(drawnFirm), 'the page names nobody who was drawn');
like((await c.get(`/draws/HY-2026-Q4-019?code=${drawnFirm}`)).text, /已抽取，检查结束后公布<\/h3>/,
	'nor does a firm learn it');
is((await fetch(own.url + '/disclosure/draws/HY-2026-Q4-019/result.json')).status, 404, 'no result.json yet');
await stranger.check('draw-15-sealed');
like(await sameAsServer('/draws/HY-2026-Q4-019', drawnFirm, 'sealed'), /已抽取，检查结束后公布/, 'nor from the files');

// ---- small and in English
for (const [name, path] of [['list', '/draws/'], ['draw', page], ['lapsed', '/draws/HY-2026-Q4-018'],
	['witness', `${page}/witness`]]) {
	const small = await b.person(null, { size: phone });
	await small.go(path);
	await small.check(`draw-m-${name}`);
	await small.go(`${path}?lang=en`);
	await small.check(`draw-m-${name}-en`);
	unlike(await small.text(), /\b(draw|witness)\.[a-z_]+\b/, `${name}: every word is there in English`);
	await small.close();
}
rmSync(work, { recursive: true });
await b.close();
own.stop();
done();
