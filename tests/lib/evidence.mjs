// evidence.mjs - what the tests of evidence files share: an item with its officers, the token of forms, a tus client of
// few lines, pictures made up, the store's files on the disk.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { Client } from './http.mjs';

export const PIECE = 4 << 20;
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const refText = (uuid) => {
	let n = BigInt(`0x${uuid.replace(/-/g, '')}`), s = '';
	for (let i = 0; i < 26; i++, n >>= 5n) s = digits[Number(n & 31n)] + s;
	return s;
};
export const sha = (bytes, kind = 'sha256', as = 'hex') => createHash(kind).update(bytes).digest(as);

export function storeOf({ state }) {
	const conf = readFileSync(join(state, 'etc/admin.conf'), 'utf8').match(/^database\s*=\s*(.+)$/m)[1];
	const sql = (text) => execFileSync('psql', [conf, '-qAtX', '-v', 'ON_ERROR_STOP=1'], { input: text, encoding: 'utf8' }).trim();
	return { conf, sql, folder: join(state, 'evidence'), spool: join(state, 'spool') };
}

// An evidence item of a case that is being worked on, with its officers; skip: those of other tests.
export function item(instance, { skip = 0, ended = false, agency = '' } = {}) {
	const { sql } = storeOf(instance);
	const [evidence, ref, caseRef, caseId, lead, assist] = sql(`select e.id, e.ref, c.ref, c.id,
		(select a.username from xz.caseflow_officer o join xz.people_account a on a.id = o.account_id where o.case_id = c.id and o.state = 'accepted' and o.role = 'lead' limit 1),
		(select a.username from xz.caseflow_officer o join xz.people_account a on a.id = o.account_id where o.case_id = c.id and o.state = 'accepted' and o.role = 'assist' limit 1)
		from xz.caseflow_evidence e join xz.caseflow_case c on c.id = e.case_id join xz.people_agency g on g.id = c.agency_id
		join xz.caseflow_state s on s.procedure = c.procedure and s.version = c.procedure_version and s.code = c.state
		where s.ended = ${ended} and e.no = 1 and g.name like '%${agency}%' and 2 = (select count(distinct o.role) from xz.caseflow_officer o where o.case_id = c.id
			and o.state = 'accepted' and o.role in ('lead', 'assist')) order by e.id offset ${skip} limit 1`).split('|');
	return { id: Number(evidence), ref: refText(ref), caseRef: refText(caseRef), caseId: Number(caseId), lead, assist };
}

// A client that is signed in, with the token of its forms.
export async function signedIn(instance, username, page = '/desk/me') {
	const client = new Client(instance.url, instance.state).session(username);
	client.csrf = (await client.get(page)).text.match(/name="_csrf" value="([^"]+)"/)?.[1];
	return client;
}

const base64 = (v) => Buffer.from(v).toString('base64');
export const metadata = (m) => Object.entries(m).filter(([, v]) => v !== undefined).map(([k, v]) => `${k} ${base64(v)}`).join(',');
export function tus(client, method, path, headers = {}, body) {
	return client.raw(method, path, { body, headers: { 'tus-resumable': '1.0.0', 'x-csrf-token': client.csrf,
		origin: client.url.origin, 'sec-fetch-site': 'same-origin', ...headers } });
}
export const create = (client, ref, bytes, { name = 'film.bin', digest = sha(bytes), headers = {} } = {}) =>
	tus(client, 'POST', '/desk/upload/', { 'upload-length': String(bytes.length),
		'upload-metadata': metadata({ item: ref, filename: name, sha256: digest }), ...headers }, '');
export const patch = (client, path, offset, piece, headers = {}) => tus(client, 'PATCH', path, { 'upload-offset': String(offset),
	'content-type': 'application/offset+octet-stream', 'upload-checksum': `sha256 ${sha(piece, 'sha256', 'base64')}`, ...headers }, piece);
export async function upload(client, ref, bytes, options = {}) {
	const made = await create(client, ref, bytes, options);
	if (made.status !== 201) return made;
	let last;
	for (let at = 0; at < bytes.length; at += PIECE) {
		last = await patch(client, made.headers.location, at, bytes.subarray(at, at + PIECE));
		if (last.status !== 204) return last;
	}
	last.location = made.headers.location;
	return last;
}

// All files below a folder, by path relative to it.
export function files(folder, below = '') {
	return readdirSync(join(folder, below)).flatMap((n) => {
		const path = join(below, n);
		return statSync(join(folder, path)).isDirectory() ? files(folder, path) : [path];
	});
}

const table = Array.from({ length: 256 }, (_, n) => { let c = n; for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1; return c >>> 0; });
const crc = (b) => { let c = 0xffffffff; for (const x of b) c = table[(c ^ x) & 255] ^ (c >>> 8); return (c ^ 0xffffffff) >>> 0; };
const chunk = (type, data) => {
	const body = Buffer.concat([Buffer.from(type), data]), out = Buffer.alloc(body.length + 8);
	out.writeUInt32BE(data.length, 0);
	body.copy(out, 4);
	out.writeUInt32BE(crc(body), out.length - 4);
	return out;
};
// A PNG of one colour; it may say it is larger than what follows.
export function png(width, height, [red, green, blue] = [40, 90, 100], rows = height) {
	const head = Buffer.alloc(13), row = Buffer.alloc(1 + 3 * width);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 2, 0, 0, 0], 8);
	for (let x = 0; x < width; x++) row.set([red, green, blue], 1 + 3 * x);
	return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head),
		chunk('IDAT', deflateSync(Buffer.concat(Array(rows).fill(row)), { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}
