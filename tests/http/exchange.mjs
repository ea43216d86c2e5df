// exchange.mjs - signed ways in: a message of another system from its signature to the intake's desk, the feed of
// events; what is late, altered, repeated, another's or too much is refused with its reason; nothing comes in twice.
import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { refText, storeOf } from '../lib/evidence.mjs';
import { Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { digest, send } from '../lib/signed.mjs';
import { done, is, like, ok, part } from '../lib/tap.mjs';

const own = main(), { sql, conf } = storeOf(own), tag = `t${process.pid}`;

// A link as the desk makes it, with keys of its own; by SQL, for the pages are another test's.
function link(name, { grants = ['route clues', 'route events'], rate = 600 } = {}) {
	const { publicKey, privateKey } = generateKeyPairSync('ed25519'), code = `${tag}-${name}`;
	const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
	sql(`with p as (insert into xz.people_principal (kind) values ('link') returning id),
		l as (insert into xz.exchange_link (code, name_zh, kind, direction, network, way, rate, state,
			principal_id) select '${code}', '测试对接', 'hotline', 'both', 'government', 'api',
			${rate}, 'on', id from p returning id),
		k as (insert into xz.exchange_key (link_id, keyid, algorithm, public_key, made_by, until_day)
			select l.id, '${code}-1', 'ed25519', '\\x${raw}', p.id, xz.today() + 30 from l, p)
		insert into xz.exchange_grant (link_id, kind, name, granted_by)
			select l.id, split_part(g, ' ', 1), split_part(g, ' ', 2), p.id
			from l, p, unnest(array['${grants.join("', '")}']) g`);
	return { code, keyid: `${code}-1`, alg: 'ed25519', privateKey };
}
const hotline = link('hotline');
const agency = refText(sql(`select g.ref from xz.people_agency g join xz.people_account a on a.agency_id = g.id
	join xz.people_duty d on d.account_id = a.id and d.duty = 'intake' order by g.code limit 1`));
let serial = 0;
const clue = (more = {}) => JSON.stringify({ number: `${tag}-${++serial}`, sort: 'report', agency, about: '湘江小食店',
	place: '蒸湘区', content: '该店后厨使用过期原料加工食品。', ...more });
const post = (body, o = {}, k = hotline) => send(own.url, 'POST', '/api/v1/clues', k,
	{ body, key: randomUUID(), ...o });
const inbox = () => sql(`select count(*) from xz.exchange_inbox where link = '${hotline.code}'`);
const refused = (a, status, code, name) => {
	is(`${a.status} ${a.json.code}`, `${status} ${code}`, name);
	like(a.headers['content-type'], /^application\/problem\+json/, `${name}: a problem`);
	ok(a.json.title && a.json.detail && a.json.status === a.status && a.json.id, `${name}: what to do`, a.text);
};

await part('a message is taken in, once', async () => {
	const body = clue({ name: '欧阳晓雯', telephone: '13907340000' }), key = randomUUID();
	const first = await post(body, { key });
	is(`${first.status} ${first.json.state}`, '201 taken', 'taken', first.text);
	like(first.json.number, /^\d{14}$/, 'with its number');
	const again = await post(body, { key });
	is(`${again.status} ${again.json.number}`, `200 ${first.json.number}`, 'the same again is the same');
	refused(await post(clue(), { key }), 409, 'key_other_body', 'another body under the same key');
	const same = await post(body);
	is(`${same.status} ${same.json.number}`, `201 ${first.json.number}`, 'the same message under another key');
	refused(await post(body.replace('过期', '变质')), 409, 'number_known', 'another text under the same number');
	is(sql(`select count(*) from xz.source_message where channel = 'link:${hotline.code}'`), '1', 'one message');
	is(sql(`select q.sort || q.state || q.named from xz.source_request q join xz.source_message m
		on m.id = q.message_id where q.number = '${first.json.number}' and m.channel = 'link:${hotline.code}'`),
	'reportreceivedtrue', 'as the intake has it');
	is(sql(`select count(*) from xz.people_task t join xz.source_request q on q.ref = t.subject_ref
		where q.number = '${first.json.number}' and t.kind = 'request_sort'`), '1', 'one task');
	is(sql(`select string_agg(state || reason, ' ' order by id) from xz.exchange_inbox
		where link = '${hotline.code}'`), 'taken taken refusednumber_known', 'what came stands in the inbox');
	is(sql(`select count(*) from xz.exchange_inbox where link = '${hotline.code}'
		and (position('\\xe6aca7e998b3'::bytea in raw) > 0 or position('number'::bytea in raw) > 0)`), '0',
	'sealed');
	is(sql(`select string_agg(status::text, ' ' order by c.id) from xz.exchange_call c join xz.exchange_link l
		on l.id = c.link_id where l.code = '${hotline.code}'`), '201 200 409 201 409', 'each use has its line');
});

await part('of another sort, received by another platform before', async () => {
	const a = await post(clue({ sort: 'consult', received: '2026-05-06T10:00' }));
	is(`${a.status} ${a.json.state}`, '201 taken', 'a question', a.text);
	is(sql(`select q.sort || ' ' || (q.received_at at time zone 'Asia/Shanghai')::text || ' '
		|| (q.arrived_at > q.received_at)::text from xz.source_request q where q.number = '${a.json.number}'`),
	'consult 2026-05-06 10:00:00 true', 'both days are kept');
	refused(await post(clue({ received: '2199-01-01T00:00' })), 422, 'future', 'from the future', 'received');
});

await part('what is wrong with a message is said', async () => {
	const n = Number(inbox());
	for (const [body, code, field] of [
		['{"a":1', 'not_json'], ['[]', 'not_json'], ['', 'not_json'],
		['{"number":"1","number":"2"}', 'not_json'],
		[clue({ x: '1' }), 'field_unknown', 'x'], [clue({ number: 1 }), 'not_text', 'number'],
		[clue({ content: undefined }), 'required', 'content'], [clue({ content: '短' }), 'short', 'content'],
		[clue({ content: '长'.repeat(4001) }), 'long', 'content'],
		[clue({ sort: 'petition' }), 'choice', 'sort'],
		[clue({ sort: 'complaint' }), 'complaint_needs', 'name'],
		[clue({ sort: 'enforcement', agency: undefined }), 'required', 'agency'],
		[clue({ agency: 'x' }), 'agency_unknown', 'agency'],
		[clue({ agency: '01234567890123456789012345' }), 'agency_unknown', 'agency'],
		[clue({ about: 'a\nb' }), 'line', 'about'],
	]) {
		const a = await post(body);
		refused(a, 422, code, `${code} ${field ?? ''}`);
		is(a.json.field, field, `${code}: at its field`);
	}
	is(Number(inbox()), n + 15, 'each is kept as it came');
	is(sql(`select count(*) from xz.exchange_inbox where link = '${hotline.code}' and state = 'parked'`), '0',
		'none waits');
	is((await post(Buffer.alloc(61441, 'x'))).status, 413, 'too long');
});

await part('what nobody can take now is parked', async () => {
	const top = refText(sql(`select a.ref from xz.people_agency a where not exists
		(select from xz.people_agency_tree t where t.descendant = a.id and t.depth > 0)
		order by a.id limit 1`));
	const body = clue({ sort: 'enforcement', agency: top }), key = randomUUID();
	const first = await post(body, { key });
	is(`${first.status} ${first.json.state} ${first.json.reason}`, '202 parked nobody', 'nobody is above it');
	is((await post(body, { key })).status, 202, 'and again');
	is(sql(`select count(*) from xz.exchange_inbox where link = '${hotline.code}' and state = 'parked'
		and raw is not null`), '1', 'it waits to be sent again');
});

await part('a signature that does not count', async () => {
	const n = inbox(), body = clue();
	refused(await post(body, { created: Date.now() - 310000 }), 401, 'created_late', 'late');
	refused(await post(body, { created: Date.now() + 310000 }), 401, 'created_early', 'a clock ahead');
	refused(await post(body, { digest: digest('other') }), 400, 'digest_wrong', 'a digest that lies');
	refused(await post(body, { sent: body.slice(0, -1) }), 400, 'digest_wrong', 'cut');
	refused(await post(body, { covered: ['@method', '@target-uri'] }), 401, 'not_covered', 'no body');
	refused(await post(body, { covered: ['content-digest'] }), 401, 'not_covered', 'neither is the address');
	refused(await post(body, { params: ['created', 'keyid'] }), 401, 'nonce_missing', 'no nonce');
	refused(await post(body, { params: ['nonce', 'keyid'] }), 401, 'created_missing', 'no time');
	refused(await post(body, { signedMethod: 'PUT' }), 401, 'signature_wrong', 'another method');
	refused(await post(body, { sentTo: '/api/v1/clues?x=1' }), 401, 'signature_wrong', 'another address');
	refused(await post(body, { signedAt: 'http://elsewhere' }), 401, 'signature_wrong', 'another host');
	refused(await post(body, { alg: 'hmac-sha256' }), 401, 'signature_wrong', 'not the key\'s algorithm');
	refused(await post(body, {}, { ...hotline, keyid: 'nobody' }), 401, 'key_unknown', 'a key that is not there');
	refused(await post(body, {}, { ...link('other'), keyid: hotline.keyid }), 401, 'signature_wrong', 'of another');
	const spoilt = (how) => post(body, { after: how });
	refused(await spoilt((h) => { delete h.Signature; }), 401, 'signature_missing', 'none');
	refused(await spoilt((h) => { h.Signature += ', b=:AAAA:'; }), 401, 'signature_count', 'two, one good');
	refused(await spoilt((h) => { h.Signature = h.Signature.slice(0, -4); }), 401, 'signature_malformed', 'cut');
	refused(await spoilt((h) => {
		h['Signature-Input'] = h['Signature-Input'].replace(/("@method") ("@target-uri")/, '$2 $1');
	}), 401, 'signature_wrong', 're-ordered');
	refused(await post(body, { key: 'short' }), 400, 'idempotency_missing', 'no key of its own');
	is(inbox(), n, 'nothing of it came in');
});

await part('a signature counts once', async () => {
	const body = clue(), nonce = randomUUID(), key = randomUUID();
	is((await post(body, { nonce, key })).status, 201, 'the first');
	refused(await post(body, { nonce, key }), 401, 'nonce_known', 'repeated');
	const many = clue(), one = randomUUID(), k = randomUUID();
	const got = await Promise.all([...Array(8)].map(() => post(many, { nonce: one, key: k })));
	is(got.map((a) => a.status).sort().join(' '), '201 401 401 401 401 401 401 401', 'eight at once: one');
	const each = await Promise.all([...Array(8)].map(() => post(many, { key: k })));
	is([...new Set(each.map((a) => a.json.number))].length, 1, 'eight signed anew: one number');
	is(sql(`select count(*) from xz.source_message where sender_number = '${JSON.parse(many).number}'`), '1',
		'and one message');
});

await part('whose key it is, and until when', async () => {
	const none = link('none', { grants: ['route events'] });
	refused(await post(clue(), {}, none), 403, 'not_granted', 'a route that was not granted');
	const slow = link('slow', { rate: 2 });
	await post(clue(), {}, slow);
	await post(clue(), {}, slow);
	const third = await post(clue(), {}, slow);
	if (third.status === 201) diagMinute();
	else {
		refused(third, 429, 'too_many', 'too much');
		const s = Number(third.headers['retry-after']);
		ok(s >= 1 && s <= 61, 'until when');
	}
	const gone = link('gone');
	sql(`update xz.exchange_link set state = 'off' where code = '${gone.code}'`);
	refused(await post(clue(), {}, gone), 403, 'link_off', 'switched off');
	sql(`update xz.exchange_link set state = 'on' where code = '${gone.code}'`);
	is((await post(clue(), {}, gone)).status, 201, 'and on again');
	sql(`update xz.exchange_key set ended_at = clock_timestamp() where keyid = '${gone.keyid}'`);
	refused(await post(clue(), {}, gone), 401, 'key_ended', 'ended: the next request is refused');
	const ending = link('ending');
	const p = spawn('psql', [conf, '-X', '-At', '-q'], { stdio: ['pipe', 'pipe', 'inherit'] });
	p.stdin.write(`begin; update xz.exchange_key set ended_at = clock_timestamp() where keyid = '${ending.keyid}';
		select 'held';\n`);
	for await (const out of p.stdout) if (String(out).includes('held')) break;
	const during = post(clue(), {}, ending);
	await new Promise((f) => setTimeout(f, 300));
	await new Promise((f) => { p.on('close', f); p.stdin.end('commit;\n'); });
	refused(await during, 401, 'key_ended', 'ended while a request was on its way');
	const old = link('old');
	sql(`alter table xz.exchange_key disable trigger exchange_key_guard; update xz.exchange_key
		set until_day = xz.today() - 1 where keyid = '${old.keyid}';
		alter table xz.exchange_key enable trigger exchange_key_guard`);
	refused(await post(clue(), {}, old), 401, 'key_expired', 'over');
});
function diagMinute() { ok(true, 'a minute ended between two requests'); }

await part('the feed of events', async () => {
	const reader = link('reader', { grants: ['route events', 'events case', 'events inspection'] });
	const feed = (after, k = reader) => send(own.url, 'GET', `/api/v1/events?after=${after}`, k);
	let at = 0, all = [], pages = 0, a;
	const head = Number(sql('select coalesce(max(pos), 0) from xz.event_order'));
	do {
		a = await feed(at);
		if (a.status !== 200) break;
		all = all.concat(a.json.events);
		at = a.json.next;
		pages++;
	} while (a.json.more && pages < 500);
	is(a.status, 200, 'read to its end', a.text);
	ok(at >= head, `${pages} pages, ${all.length} events`);
	const upto = at;
	is(all.length, Number(sql(`select count(*) from xz.event_order o join xz.event e on e.y = o.y and e.id = o.id
		where e.subject_kind in ('case', 'inspection') and o.pos <= ${upto}`)), 'all of what was granted');
	ok(all.every((e, i) => i === 0 || e.pos > all[i - 1].pos), 'in their order');
	is([...new Set(all.flatMap(Object.keys))].sort().join(), 'about,kind,pos,ref', 'and nothing else of them');
	is((await feed(at)).json.events.length + ((await feed(10 ** 15)).json.events.length), 0, 'nothing beyond');
	is((await feed(10 ** 15)).json.next, 10 ** 15, 'a position ahead stays');
	refused(await feed('x'), 400, 'after', 'what is no position');
	is((await feed(0, hotline)).json.events.length, 0, 'of nothing granted nothing');
	is((await new Client(own.url).raw('GET', '/api/v1/events')).status, 401, 'unsigned: nothing');
	ok(Number(sql(`select sum(rows_n) from xz.exchange_call c join xz.exchange_link l on l.id = c.link_id
		where l.code = '${reader.code}'`)) >= all.length, 'how many rows were read stands in its lines');
});

await part('its description', async () => {
	const d = JSON.parse((await new Client(own.url).get('/api/v1/openapi.json')).text);
	const Ajv = createRequire(import.meta.url)('ajv'), ajv = new Ajv({ strict: false, validateFormats: false });
	ajv.addSchema(JSON.parse(JSON.stringify(d)), 'd');
	const seen = [];
	const walk = (x, at) => {
		if (x === null || typeof x !== 'object') return;
		const to = (x.$ref ?? '#/paths').slice(2).split('/').reduce((o, k) => o?.[k], d);
		ok(to !== undefined, `${x.$ref} is there`);
		const examples = x.schema ? [x.example, ...Object.values(x.examples ?? {}).map((e) => e.value)] : [];
		for (const e of examples.filter((v) => v !== undefined)) {
			const check = ajv.compile({ $ref: `d#${at}/schema` });
			seen.push(at);
			ok(check(e), `an example of ${at}`, JSON.stringify(check.errors));
		}
		for (const [k, v] of Object.entries(x))
			if (k !== 'example') walk(v, `${at}/${encodeURIComponent(k.replace(/\//g, '~1'))}`);
	};
	walk(d, '');
	ok(seen.length > 10, `${seen.length} examples`);
	for (const o of Object.values(d.paths).flatMap((p) => [p.get, p.post]).filter(Boolean))
		ok(o.operationId && o.security && Object.keys(o.responses).some((s) => /^4/.test(s)), o.operationId);
	ok(d.paths['/clues'].post && d.paths['/events'].get, 'with what is signed');
});

await part('what the program can do by itself', async () => {
	for (const t of ['exchange_link', 'exchange_key', 'exchange_inbox', 'exchange_call', 'event_order', 'event'])
		is(sql(`select has_table_privilege('xz_exchange', 'xz.${t}', 'select')`), 'f', `reads no ${t}`);
	is(sql(`select has_column_privilege('xz_desk', 'xz.exchange_key', 'secret_sealed', 'select')
		or has_column_privilege('xz_desk', 'xz.exchange_inbox', 'raw', 'select')`), 'f',
	'the desk reads neither secrets nor what came in');
	let error = '';
	try {
		sql(`update xz.exchange_inbox set state = 'taken'
			where link = '${hotline.code}' and state = 'refused'`);
	} catch (e) { error = e.stderr; }
	like(error, /stays as it came/, 'what was refused stays refused');
	const log = readFileSync(`${own.state}/log/exchange.log`, 'utf8');
	ok(!/小食店|欧阳/.test(log), 'its log has nothing of what came in');
});
done();
