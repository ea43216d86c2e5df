// signin.mjs - signing in and out: what is right, what is wrong, what is used up, and what the cookie says.
import { join } from 'node:path';
import { main } from '../lib/instance.mjs';
import { accounts, Client, totp, totpAt } from '../lib/http.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';

const { url, state } = main();
const all = accounts(state), cookieName = 'xz';
const who = all.find((a) => a.username === 'cg.officer6'), other = all.find((a) => a.username === 'cg.officer5');
const token = (c) => c.cookies.get(cookieName)?.value;
const inside = async (c) => (await c.raw('GET', '/desk/')).status === 200;

// The first step: the page that asks for the code, or the refusal.
async function password(a, { pass = a.password, c = new Client(url, state), next = '/desk/login' } = {}) {
	return { c, page: await c.submit(await c.get(next), { username: a.username, password: pass },
		{ follow: false }) };
}
async function sign(a, code, options) {
	const { c, page } = await password(a, options);
	return { c, page: await c.submit(page, { code: code ?? await totp(a, state) }, { follow: false }) };
}
const neverRight = (a) => {
	const now = Math.floor(Date.now() / 30000),
		open = [-2, -1, 0, 1, 2, 3].map((n) => totpAt(a.totp_secret, now + n));
	return ['000000', '000001', '000002', '000003', '000004', '000005', '000006'].find((x) => !open.includes(x));
};

// nobody is inside without a session, and the way there is remembered
const nobody = new Client(url, state), sent = await nobody.raw('GET', '/desk/cases/');
is(sent.status, 303, 'without a session a page leads to the sign-in');
is(sent.headers.location, '/desk/login?next=%2Fdesk%2Fcases%2F', 'and keeps where one wanted to go');
for (const next of ['//evil.invalid/', 'https://evil.invalid/', '/\\evil.invalid'])
	unlike((await nobody.get('/desk/login?next=' + encodeURIComponent(next))).text, /evil\.invalid/,
		`no way out of the site by next=${next}`);

// the password
let step = await password(who, { pass: 'Hengyang-2025' });
is(step.page.status, 422, 'a wrong password is refused');
const wrong = step.page.text.match(/role="alert"[\s\S]*?<h2>([^<]*)/)?.[1];
ok(wrong, 'with a message');
ok(!token(step.c) && !step.page.forms.some((f) => 'code' in f.types), 'and leads no further');
unlike(step.page.text, /Hengyang-2025/, 'the page does not repeat the password');
step = await password({ username: 'nobody.of.this.name', password: 'x' });
is(step.page.status, 422, 'a name nobody has is refused');
is(step.page.text.match(/role="alert"[\s\S]*?<h2>([^<]*)/)?.[1], wrong, 'in the same words: names cannot be guessed');
step = await password(who, { pass: '' });
is(step.page.status, 422, 'nothing typed is no sign-in');

// the code
step = await sign(who, neverRight(who));
is(step.page.status, 422, 'a wrong code is refused');
ok(!token(step.c), 'and gives no session');
ok(step.page.forms.some((f) => 'code' in f.types), 'another code can be tried at once');
const used = await totp(who, state);
const first = await sign(who, used, { next: '/desk/login?next=%2Fdesk%2Fcases%2F' });
is(first.page.status, 303, 'password and code together sign in');
is(first.page.headers.location, '/desk/cases/', 'to where one wanted to go');
ok(await inside(first.c), 'and the desk is open');
step = await sign(who, used);
is(step.page.status, 422, 'the same code a second time is refused');
ok(!token(step.c), 'and gives no session');
step = await password(who);
const forged = await step.c.submit(step.page, { code: '123456', _pass: 'A'.repeat(60) }, { follow: false });
is(forged.status, 422, 'a forged first step is refused');
ok(!token(step.c), 'and gives no session');

// the cookie
const line = [].concat(first.page.headers['set-cookie']).find((l) => l.startsWith(`${cookieName}=`));
like(line, /^xz=[\w-]{40,}; /, 'the cookie holds a token of at least 240 bits');
const flags = line.split('; ').slice(1).sort();
is(flags, ['HttpOnly', 'Path=/desk', 'SameSite=Strict'],
	'HttpOnly, SameSite=Strict, of the desk only, for the session');
is((await first.c.raw('GET', '/desk/')).headers['cache-control'], 'no-store', 'nothing of the desk is stored');
const planted = new Client(url, state);
planted.cookies.set(cookieName, { value: 'A'.repeat(43), path: '/desk' });
is((await planted.raw('GET', '/desk/')).status, 303, 'a token nobody gave out is none');
const fixed = await sign(who, undefined, { c: planted });
is(fixed.page.status, 303, 'signing in over it');
ok(token(planted) && token(planted) !== 'A'.repeat(43), 'gives a token of its own');

// a new session at every sign-in; the one this browser had ends
const before = token(first.c), old = new Client(url, state), again = { c: first.c };
old.cookies.set(cookieName, { value: before, path: '/desk' });
const { _csrf } = (await again.c.get('/desk/')).forms.find((f) => f.action === '/desk/logout').fields;
again.page = await again.c.post('/desk/login', { _csrf, username: who.username, password: who.password },
	{ follow: false });
const renewed = await again.c.submit(again.page, { code: await totp(who, state) }, { follow: false });
is(renewed.status, 303, 'signing in anew in the same browser');
ok(token(again.c) && token(again.c) !== before, 'gives another token');
ok(!await inside(old), 'the token before it ended');
ok(await inside(again.c) && await inside(planted), 'the session of another browser goes on');

// sign-out: this one, then everywhere
const kept = token(again.c), home = await again.c.get('/desk/');
const out = await again.c.submit(home, {}, { form: '/desk/logout', follow: false });
is(out.status, 303, 'signing out');
ok(!token(again.c), 'takes the cookie away');
again.c.cookies.set(cookieName, { value: kept, path: '/desk' });
ok(!await inside(again.c), 'and ends the session for whoever kept its token');
ok(await inside(planted), 'the other session is still there');
const third = new Client(url, state).session(who.username), me = await third.get('/desk/me');
is(me.status, 200, 'the account\'s own page');
like(me.text, /127\.0\.0\.1/, 'shows the sign-ins and from where');
const button = me.forms.find((f) => f.buttons.some((b) => b.name === 'everywhere'));
const everywhere = await third.post(button.action, { ...button.fields, everywhere: '1' }, { follow: false });
is(everywhere.status, 303, 'signing out everywhere');
ok(!await inside(planted) && !await inside(third), 'ends every session of the account');

// five failures
for (let n = 1; n <= 5; n++) {
	step = await password(other, { pass: `wrong ${n}` });
	is(step.page.status, 422, `failure ${n} of 5`);
}
step = await password(other, { pass: 'wrong 6' });
is(step.page.status, 429, 'after five failures the account is locked');
like(step.page.text, /10 分钟/, 'and the page says for how long');
step = await password(other);
is(step.page.status, 429, 'the right password is refused too');
ok(!token(step.c) && !step.page.forms.some((f) => 'code' in f.types), 'and leads no further');
step = await password(all.find((a) => a.username === 'cg.officer4'));
is(step.page.status, 200, 'the lock is of that account alone');
done();
