// session_ends.mjs - a session ends after thirty minutes without a request and twelve hours after signing in, by the
// machine's own clock: the clock that can be moved moves neither.  What is sent after that is a draft at most
// (drafts.mjs), and nothing of before a sign-in is carried out by it.
import { accounts, Client, encodeForm, totp } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';

const { url, state } = main();
const sql = sqlOf(storeConf(state));
// Of this client and nobody else's, who may have the same account at that moment.
const sessionOf = (client) => `token_hash = sha256(convert_to('${client.cookies.get('xz').value}', 'UTF8'))`;
// A session of its own, as it would stand after this long without a request, and signed in this long ago.
async function after(seen, signed) {
	const c = new Client(url, state).session('sj.archivist');
	is((await c.raw('GET', '/desk/')).status, 200, 'signed in');
	sql(`update xz.people_session
		set last_seen = now() - interval '${seen}', auth_time = auth_time - interval '${signed}',
		expires_at = expires_at - interval '${signed}' where ${sessionOf(c)}`);
	const page = await c.raw('GET', '/desk/');
	return `${page.status} ${page.headers.location ?? ''}`.replace(/\?.*/, '').trim();
}

is(await after('29 minutes', '1 hour'), '200', 'twenty-nine minutes without a request');
is(await after('31 minutes', '1 hour'), '303 /desk/login', 'thirty-one are too long');
is(await after('1 minute', '11 hours 58 minutes'), '200', 'nearly twelve hours of work');
is(await after('1 minute', '12 hours 1 minute'), '303 /desk/login', 'twelve hours are the end, however busy');

// a form sent after that: not carried out, not held ready to be
const words = '会话结束以后提交的线索', who = accounts(state).find((a) => a.username === 'sj.intake');
const kept = () => sql(`select count(*) from xz.caseflow_clue where content like '%${words}%'`);
const c = new Client(url, state).session(who.username), from = '/desk/clues/new?subject=' +
	(await c.get('/desk/register/?q=' + encodeURIComponent('衡州'))).text.match(
	/\/desk\/register\/([0-9A-Z]{26})"/)[1];
const form = (await c.get(from)).forms.find((f) => 'content' in f.types);
const fields = { ...form.fields, channel: 'complaint', content: words };
sql(`update xz.people_session set last_seen = now() - interval '31 minutes' where ${sessionOf(c)}`);
const ended = await c.post('/desk/clues/new', fields, { follow: false, headers: { referer: new URL(from, url).href } });
is(ended.status, 403, 'a form sent too late is refused');
like(ended.text, /没有办理，已存为草稿/, 'and said not to be carried out');
unlike(ended.text, new RegExp(`${words}|type="hidden"`), 'nothing of it stands in the page');
const way = ended.text.match(/href="(\/desk\/login\?next=[^"]*)"/)[1];
is(decodeURIComponent(way.split('next=')[1]), from, 'the sign-in leads back to its page');

// neither what is planted at the sign-in page is carried out
const { _csrf, ...others } = fields,
	planted = { _replay: Buffer.from(`${Date.now()}000\n/desk/clues/new\n${encodeForm(fields)}`)
	.toString('base64url'), ...others };
let step = await c.submit(await c.get(way), { ...planted, username: who.username, password: who.password },
	{ follow: false, form: '/desk/login' });
unlike(step.text, /_replay/, 'a field planted at the first step goes no further');
step = await c.submit(step, { ...planted, code: await totp(who, state) }, { follow: false, form: '/desk/login' });
is(`${step.status} ${step.headers.location}`, `303 ${from}`, 'signed in: the page it was sent from, and nothing else');
is((await c.get(from)).status, 200, 'which is there');
is(kept(), '0', 'nothing was carried out');
is((await c.post('/desk/clues/new', fields, { follow: false })).status, 403,
	'the form of the old session is no good in the new one');
is(kept(), '0', 'and does nothing');
is((await c.post('/desk/login', { ...planted, _replay: 'x'.repeat(9000) }, { follow: false })).status, 413,
	'the sign-in page takes little');

// twenty megabytes without a session: a small answer at once
const lots = '<'.repeat(20 << 20), evidence = `/desk/evidence/${'0'.repeat(26)}`;
for (const [cookie, what] of [[undefined, 'without a cookie'], ['xz=none', 'with a cookie that is none'],
	['xz=' + 'A'.repeat(43), 'with the cookie of no session']])
	for (const [path, body] of [[evidence, `a=${lots}`],
		['/desk/clues/new', `content=${lots.slice(0, 1000000)}`]]) {
		const start = Date.now(), a = await new Client(url, state).raw('POST', path, { body, headers: { cookie,
			'content-type': 'application/x-www-form-urlencoded', origin: new URL(url).origin,
			'sec-fetch-site': 'same-origin' } });
		ok(a.status === (cookie ? 403 : 413) && a.bytes.length < 10000,
			`${body.length} bytes to ${path} ${what}: ${a.status}, ${a.bytes.length} bytes, ${Date.now() -
			start} ms`);
	}
done();
