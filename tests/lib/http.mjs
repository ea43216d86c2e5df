// http.mjs - a client as a browser without JavaScript: cookies, forms, redirects.
//   const c = new Client(url, state);  await c.signIn('wang');  let p = await c.get('/desk/');
//   p = await c.submit(p, { title: '...' });      p.status, p.headers, p.text, p.forms
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { sqlOf, storeConf } from './sql.mjs';

export function accounts(state = process.env.XZ_STATE) {
	const file = join(state, 'demo-accounts.csv');
	if (!existsSync(file)) return [];
	return readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1).map((l) => {
		const [username, password, totp_secret, duties, agency] = l.split(',');
		return { username, password, totp_secret, duties: (duties || '').split(';'), agency };
	});
}

export function accountWith(duty, state, not = []) {
	return accounts(state).find((a) => a.duties.includes(duty) && !not.includes(a.username));
}

function base32(text) {
	let bits = '';
	for (const ch of text.toUpperCase().replace(/=+$/, ''))
		bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(ch).toString(2).padStart(5, '0');
	return Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
}

export function totpAt(secret, counter) {
	const message = Buffer.alloc(8);
	message.writeBigUInt64BE(BigInt(counter));
	const h = createHmac('sha1', base32(secret)).update(message).digest();
	const at = h[19] & 15;
	return String((h.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}

// A code is good once: takes the next counter that this run has not used yet for the account, from that of now on,
// which is good for half a minute at least.  When they have been used, the store is made to forget it, where a person
// would wait.
export async function totp(account, state) {
	const file = join(state, 'run', `totp-${account.username}`), now = Math.floor(Date.now() / 30000);
	const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
	let next = Math.max(now, last + 1);
	if (next > now + 1) {
		next = now;
		sqlOf(storeConf(state).replace(/user=\S+/, 'user=postgres'))(`begin;
			update xz.people_credential c set last_counter = ${now - 1}
				from xz.people_account a where a.id = c.principal and a.username = '${account.username}'
				and c.kind = 'totp';
			delete from xz.people_code_step s using xz.people_account a where a.id = s.account_id
				and a.username = '${account.username}' and s.counter > ${now - 1};
			delete from xz.people_code_used u using xz.people_account a where a.id = u.account_id
				and a.username = '${account.username}' and u.step > ${now - 1}; commit`);
	}
	writeFileSync(file, String(next));
	return totpAt(account.totp_secret, next);
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", '#34': '"', nbsp: ' ' };
export function unescapeHtml(s) {
	return s.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (all, e) => {
		if (e in entities) return entities[e];
		if (/^#x/i.test(e)) return String.fromCodePoint(parseInt(e.slice(2), 16));
		if (e[0] === '#') return String.fromCodePoint(Number(e.slice(1)));
		return all;
	});
}

function attributes(tag) {
	const out = {};
	for (const m of tag.matchAll(/([^\s"'=<>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g))
		out[m[1].toLowerCase()] = unescapeHtml(m[2] ?? m[3] ?? m[4] ?? '');
	return out;
}

// Forms of a page: { action, method, fields: {name: value | [values]}, buttons, options }.
export function parseForms(html) {
	const forms = [];
	for (const f of html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)) {
		const form = { ...attributes(f[1]), fields: {}, buttons: [], options: {}, types: {}, html: f[2] };
		const add = (name, value) => {
			if (name in form.fields) form.fields[name] = [].concat(form.fields[name], value);
			else form.fields[name] = value;
		};
		for (const m of f[2]
			.matchAll(
			/<(input|button|select|textarea)\b([^>]*)>([\s\S]*?)(?=<(?:input|button|select|textarea)\b|$)/gi)) {
			const kind = m[1].toLowerCase(), a = attributes(m[2]);
			if (kind === 'button' || a.type === 'submit') {
				form.buttons.push({ ...a, text: m[3].replace(/<\/button>[\s\S]*/i, '')
					.replace(/<[^>]*>/g, '').trim() });
				continue;
			}
			if (!a.name || 'disabled' in a) continue;
			form.types[a.name] = kind === 'input' ? a.type || 'text' : kind;
			if (kind === 'select') {
				const options = [...m[3].split(/<\/select>/i)[0].matchAll(/<option\b([^>]*)>([^<]*)/gi)]
					.map((o) => ({ ...attributes(o[1]), text: unescapeHtml(o[2]).trim() }))
					.map((o) => ({ ...o, value: o.value ?? o.text }));
				form.options[a.name] = (form.options[a.name] || []).concat(options);
				const chosen = options.find((o) => 'selected' in o) || options[0];
				if (chosen && !('multiple' in a)) add(a.name, chosen.value);
			} else if (kind === 'textarea') {
				add(a.name, unescapeHtml(m[3].split(/<\/textarea>/i)[0].replace(/^\n/, '')));
			} else if (a.type === 'radio' || a.type === 'checkbox') {
				(form.options[a.name] ||= []).push({ value: a.value ?? 'on' });
				if ('checked' in a) add(a.name, a.value ?? 'on');
			} else if (a.type !== 'file') {
				add(a.name, a.value ?? '');
			}
		}
		forms.push(form);
	}
	return forms;
}

export function encodeForm(fields) {
	return Object.entries(fields).flatMap(([k, v]) => (v === undefined || v === null ? [] : [].concat(v))
		.map((x) => `${encodeURIComponent(k)}=${encodeURIComponent(x).replace(/%20/g, '+')}`)).join('&');
}

export class Client {
	constructor(url = process.env.XZ_URL, state = process.env.XZ_STATE) {
		this.url = new URL(url);
		this.state = state;
		this.cookies = new Map();	// name -> { value, path }
		this.headers = {};
	}

	// One request as it is: no redirect is followed.
	raw(method, path, { body, headers = {} } = {}) {
		const url = new URL(path, this.url), lib = url.protocol === 'https:' ? https : http;
		const cookie = [...this.cookies].filter(([, c]) => url.pathname.startsWith(c.path))
			.map(([n, c]) => `${n}=${c.value}`).join('; ');
		const all = { ...(cookie ? { cookie } : {}), ...this.headers, ...headers };
		if (body !== undefined) all['content-length'] = Buffer.byteLength(body);
		for (const k of Object.keys(all)) if (all[k] === undefined) delete all[k];
		return new Promise((resolve, reject) => {
			const rq = lib.request(url, { method, headers: all, rejectUnauthorized: false, agent: false,
				localAddress: this.localAddress },
				(rs) => {
				const parts = [];
				rs.on('data', (d) => parts.push(d));
				rs.on('error', reject);
				rs.on('end', () => {
					this.keep(rs.headers['set-cookie'] || []);
					const bytes = Buffer.concat(parts), text = bytes.toString('utf8');
					resolve({ status: rs.statusCode, headers: rs.headers, bytes, text,
						path: url.pathname + url.search,
						get forms() { return parseForms(text); } });
				});
			});
			rq.setTimeout(60000, () => rq.destroy(new Error(`no answer to ${method} ${path}`)));
			rq.on('error', reject);
			if (body !== undefined) rq.write(body);
			rq.end();
		});
	}

	keep(lines) {
		for (const line of lines) {
			const [pair, ...rest] = line.split(/;\s*/), n = pair.indexOf('=');
			const a = Object.fromEntries(rest.map((r) => {
				const i = r.indexOf('=');
				return i < 0 ? [r.toLowerCase(), ''] : [r.slice(0, i).toLowerCase(), r.slice(i + 1)];
			}));
			const gone = a['max-age'] === '0' || (a.expires && Date.parse(a.expires) < Date.now());
			if (gone) this.cookies.delete(pair.slice(0, n));
			else this.cookies.set(pair.slice(0, n), { value: pair.slice(n + 1), path: a.path || '/' });
		}
	}

	async follow(page, limit = 5) {
		while ([301, 302, 303, 307, 308].includes(page.status) && limit-- > 0)
			page = await this.raw('GET', page.headers.location);
		return page;
	}

	async get(path, options) {
		return this.follow(await this.raw('GET', path, options));
	}

	// A form post as a browser sends it from our own page.
	async post(path, fields, { follow = true, headers = {} } = {}) {
		const page = await this.raw('POST', path, {
			body: typeof fields === 'string' ? fields : encodeForm(fields),
			headers: { 'content-type': 'application/x-www-form-urlencoded', origin: this.url.origin,
				'sec-fetch-site': 'same-origin', ...headers },
		});
		return follow ? this.follow(page) : page;
	}

	// Fills the form of a page (by index, action fragment or predicate; default: the
	// first post form that has all the fields) and sends it.
	async submit(page, values = {}, { form: which, follow = true, headers } = {}) {
		const posts = page.forms.filter((f) => (f.method || 'get').toLowerCase() === 'post');
		let form;
		if (typeof which === 'number') form = posts[which];
		else if (typeof which === 'string') form = posts.find((f) => (f.action || page.path).includes(which));
		else if (typeof which === 'function') form = posts.find(which);
		else form = posts.find((f) => Object.keys(values).every((k) => k in f.types)) || posts[0];
		if (!form) throw new Error(`no such form on ${page.path}`);
		return this.post(form.action || page.path, { ...form.fields, ...values }, { follow, headers });
	}

	// By the pages: name and password, then the one-time code.
	async signIn(who) {
		const a = typeof who === 'string' ? accounts(this.state).find((x) => x.username === who) : who;
		if (!a) throw new Error(`no account ${who}`);
		let page = await this.submit(await this.get('/desk/login'),
			{ username: a.username, password: a.password });
		if (page.forms.some((f) => 'code' in f.types))
			page = await this.submit(page, { code: await totp(a, this.state) });
		if (page.status !== 200 || page.path.startsWith('/desk/login'))
			throw new Error(`${a.username} could not sign in: ${page.status} ${page.path}`);
		return page;
	}

	// The short way on a test clock: what `xiezhi session USER` does.
	session(username) {
		const token = randomBytes(32).toString('base64url');
		const begun = sqlOf(storeConf(this.state))(`select a.id, xz.people_session_start(a.id,
			sha256('${token}'), '\\x${randomBytes(32).toString('hex')}', 'test', '')
			from xz.people_account a where a.username = '${username}' and a.active`);
		if (begun === '') throw new Error(`no active account ${username}`);
		this.cookies.clear();
		this.cookies.set('xz', { value: token, path: '/desk' });
		return this;
	}
}
