// crawl.mjs - what every page of an instance says, one line a page: "sha256  account address".  Two crawls of one
// store at one instant differ where a page differs:
//   XZ_URL=... XZ_STATE=... node tests/lib/crawl.mjs --at 2026-12-01T10:00:00+08:00 [--bodies FOLDER] > before
// From a few starting points it follows links in the order of the page: of each kind of address (refs and most of the
// query aside) the first PER_KIND that a kind of page leads an account to.  The clock is set back to --at before each
// account.  A crawl leaves sessions and lines of access behind and xiezhid works meanwhile: put the store back before
// the next crawl and let xiezhid rest.  Files (papers as PDF, evidence, bundles) are left out: asking for one makes it.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountWith, Client, unescapeHtml } from './http.mjs';
import { main } from './instance.mjs';

const PER_KIND = 2;
const NONE = '00000000000000000000000000';
const PORTAL = ['/', '/search', '/agencies/', '/officers/', '/laws/', '/matters/', '/scales/', '/items/', '/plans/',
	'/draws/', '/inspections/', '/code', '/log/', '/keys/', '/items.json', '/code/keys.json', '/search.csv',
	'/api/v1/openapi.json', '/api/v1/decisions', '/api/v1/decisions/none', '/no-such-page', '/search?from=never',
	`/verify/${NONE}`];
const DESK = ['/desk/', '/desk/me', '/desk/no-such-page', `/desk/cases/${NONE}`];
const PHASES = ['all', 'clue', 'filing', 'investigation', 'review', 'handling', 'decision', 'execution', 'closing',
	'end'].map((p) => `/desk/cases/?scope=agency&phase=${p}`);
const DUTIES = {
	officer: ['/desk/clues/new', '/desk/summary/new', '/desk/inspections/new', '/desk/visits/', '/desk/search?q=a'],
	unit_head: ['/desk/?sign=1'],
	agency_head: [...PHASES, '/desk/register/?q=%E8%A1%A1', '/desk/search?q=%E8%A1%A1'],
	intake: ['/desk/clues/new', '/desk/register/?for=clue&q=%E8%A1%A1'],
	reviewer: ['/desk/reviews/?state=done'],
	chair: [],
	publisher: ['/desk/disclosure/?list=done'],
	archivist: ['/desk/cases/?scope=agency&phase=end'],
	coordinator: ['/desk/spotcheck/year/rows'],
	supervisor: [...PHASES, '/desk/shared/'],
	sysadmin: [],
	secadmin: [],
	auditadmin: [],
};
// Besides files: sessions and lines of access, which grow with the crawl itself.
const LEFT_OUT = new RegExp(['/(file|small)$', '\\.(pdf|sig|zip)(\\?|$)', '^/desk/(files|bundles|logout|lang)\\b',
	'^/assets/', '^/desk/admin/logs/(access|sign-ins)', '^/disclosure/'].join('|'));

const option = (name) => {
	const n = process.argv.indexOf(`--${name}`);
	return n < 0 ? null : process.argv[n + 1];
};
const at = option('at'), bodies = option('bodies');
const instance = main();
const host = new URL(instance.url).host;

// What is random or new by nature becomes the same.
function settled(page) {
	if (/image\/(?!svg)/.test(page.headers['content-type'] ?? '')) return page.bytes;
	return page.text
		.replace(/(name="_(?:csrf|key)" value=")[^"]*/g, '$1*')
		.replace(/(data-now="[^"]*T\d\d:\d\d:)\d\d/g, '$1*')
		.replace(/(\/assets\/[\w.-]*?)[-.][0-9a-f]{8,}/g, '$1.*')
		.replace(/\b[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}\b/g, '*')	// numbers of errors
		// by the real clock,
		.replace(/\d+ (秒前|分钟前|小时前|天前|(second|minute|hour|day)s? ago)/g, '* $1')
		.replace(/登录时间 [\d: -]+/g, '*')	// as is this
		.replaceAll(host, '*');
}

const kind = (address) => address
	.replace(/[0-9A-HJKMNP-TV-Z]{26}|[0-9a-f]{32,}/g, ':ref')
	.replace(/\d+/g, ':n')
	.replace(/(?<!tab|phase|state|list)=[^&]*/g, '=');

const links = (page) => [...page.text.matchAll(/\bhref="(\/[^"#]*)/g)].map((m) => unescapeHtml(m[1]));

let count = 0;
async function fetched(client, who, address) {
	const page = await client.raw('GET', address), body = settled(page);
	const told = `${page.status} ${page.headers['content-type'] ?? ''} ${page.headers.location ?? ''}\n`;
	const digest = createHash('sha256').update(told).update(body).digest('hex');
	if (bodies) {
		const name = `${String(++count).padStart(4, '0')} ${who} ${address}`.replace(/[^\w.-]+/g, '_')
			.slice(0, 120);
		writeFileSync(join(bodies, name), Buffer.concat([Buffer.from(told), Buffer.from(body)]));
	}
	process.stdout.write(`${digest}  ${who} ${address}\n`);
	return page;
}

async function walk(client, who, starts, belongs) {
	const waiting = starts.map((address) => ({ address, from: address })), seen = new Set(), met = new Map();
	while (waiting.length > 0) {
		const { address, from } = waiting.shift(), k = `${kind(from)} ${kind(address)}`, n = met.get(k) ?? 0;
		if (seen.has(address) || !belongs(address) || LEFT_OUT.test(address)) continue;
		if (!starts.includes(address) && n >= PER_KIND) continue;
		seen.add(address);
		met.set(k, n + 1);
		waiting.push(...links(await fetched(client, who, address))
			.map((to) => ({ address: to, from: address })));
	}
}

const setClock = () => instance.cli('clock', 'set', at);
if (!at) throw new Error('--at is missing');
if (bodies) mkdirSync(bodies, { recursive: true });
const isDesk = (a) => a.startsWith('/desk');
setClock();
await walk(new Client(), 'public', PORTAL, (a) => !isDesk(a) && !/lang=en/.test(a));
setClock();
await walk(new Client(), 'public-en', PORTAL.map((a) => a + (a.includes('?') ? '&' : '?') + 'lang=en'),
	(a) => !isDesk(a) && /lang=en/.test(a));
await walk(new Client(), 'nobody', ['/desk/', '/desk/login'], isDesk);
for (const [duty, more] of Object.entries(DUTIES)) {
	setClock();
	const { username } = accountWith(duty);
	await walk(new Client().session(username), username, [...DESK, ...more], isDesk);
}
