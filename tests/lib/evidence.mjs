// evidence.mjs - what the tests of evidence files share: an item with its officers, the token of forms, a tus client of
// few lines, pictures made up, the store's files on the disk.
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { Client } from './http.mjs';
import { sqlOf, storeConf } from './sql.mjs';

export const PIECE = 1 << 20;
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const refText = (uuid) => {
	let n = BigInt(`0x${uuid.replace(/-/g, '')}`), s = '';
	for (let i = 0; i < 26; i++, n >>= 5n) s = digits[Number(n & 31n)] + s;
	return s;
};
export const sha = (bytes, kind = 'sha256', as = 'hex') => createHash(kind).update(bytes).digest(as);

export function storeOf({ state }) {
	const conf = storeConf(state);
	const sql = sqlOf(conf);
	return { conf, sql, folder: join(state, 'evidence'), spool: join(state, 'spool') };
}

// An evidence item of a case that is being worked on, with its officers; skip: those of other tests.
export function item(instance, { skip = 0, ended = false, agency = '' } = {}) {
	const { sql } = storeOf(instance);
	const [evidence, ref, caseRef, caseId, lead, assist] = sql(`select e.id, e.ref, c.ref, c.id,
		(select a.username from xz.caseflow_officer o join xz.people_account a on a.id = o.account_id
		where o.case_id = c.id and o.state = 'accepted' and o.role = 'lead' limit 1),
		(select a.username from xz.caseflow_officer o join xz.people_account a on a.id = o.account_id
		where o.case_id = c.id and o.state = 'accepted' and o.role = 'assist' limit 1)
		from xz.caseflow_evidence e join xz.caseflow_case c on c.id = e.case_id
		join xz.people_agency g on g.id = c.agency_id
		join xz.caseflow_state s on s.procedure = c.procedure and s.version = c.procedure_version
		and s.code = c.state
		where s.ended = ${ended} and e.no = 1 and g.name like '%${agency}%'
			and 2 = (select count(distinct o.role) from xz.caseflow_officer o where o.case_id = c.id
			and o.state = 'accepted' and o.role in ('lead', 'assist')) order by e.id offset ${skip}
				limit 1`).split('|');
	return { id: Number(evidence), ref: refText(ref), caseRef: refText(caseRef), caseId: Number(caseId),
		lead, assist };
}

// A client that is signed in, with the token of its forms.
export async function signedIn(instance, username, page = '/desk/me') {
	const client = new Client(instance.url, instance.state).session(username);
	client.csrf = (await client.get(page)).text.match(/name="_csrf" value="([^"]+)"/)?.[1];
	return client;
}

const base64 = (v) => Buffer.from(v).toString('base64');
export const metadata = (m) => Object.entries(m).filter(([, v]) => v !== undefined)
	.map(([k, v]) => `${k} ${base64(v)}`).join(',');
export function tus(client, method, path, headers = {}, body) {
	return client.raw(method, path, { body, headers: { 'tus-resumable': '1.0.0', 'x-csrf-token': client.csrf,
		origin: client.url.origin, 'sec-fetch-site': 'same-origin', ...headers } });
}
export const create = (client, ref, bytes, { name = 'film.bin', digest = sha(bytes), headers = {} } = {}) =>
	tus(client, 'POST', '/desk/upload/', { 'upload-length': String(bytes.length),
		'upload-metadata': metadata({ item: ref, filename: name, sha256: digest }), ...headers }, '');
export const patch = (client, path, offset, piece, headers = {}) => tus(client, 'PATCH', path,
	{ 'upload-offset': String(offset),
	'content-type': 'application/offset+octet-stream',
	'upload-checksum': `sha256 ${sha(piece, 'sha256', 'base64')}`, ...headers }, piece);
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

const table = Array.from({ length: 256 }, (_, n) => {
	let c = n;
	for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
	return c >>> 0;
});
const crc = (b) => {
	let c = 0xffffffff;
	for (const x of b) c = table[(c ^ x) & 255] ^ (c >>> 8);
	return (c ^ 0xffffffff) >>> 0;
};
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
		chunk('IDAT', deflateSync(Buffer.concat(Array(rows).fill(row)), { level: 9 })),
		chunk('IEND', Buffer.alloc(0))]);
}

const plainJpeg = Buffer.from(
	`/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAoHBwgHBgoICAgLCgoLDhgQDg0NDh0VFhEYIx8lJCIfIiEmKzcvJik0KSEiMEExNDk7Pj4+JS5ESUM8SDc9Pjv/2wBDAQoLCw4NDhwQEBw7KCIo
Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozv/wAARCAAgADADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQG/8QAFRABAQAAAAAAAAAAAAAAAAAA
ABP/xAAXAQEBAQEAAAAAAAAAAAAAAAAABwEG/8QAFhEAAwAAAAAAAAAAAAAAAAAAABVh/9oADAMBAAIRAxEAPwDI0KJqFGLYUlhSmhRNQoLYGFKaFE1CgtgYUloUS0KKMthwTClVCiWhQWwMKVUK
JaFBbAwp/9k=`, 'base64');
// A JPEG of 48 × 32 whose camera says when and where: exif({ taken: '2026:01:02 03:04:05', offset, lat: [26, 53, 30],
// lon: [...], orientation }).
export function jpeg({ taken, offset, lat, lon, orientation } = {}) {
	if (!taken && !lat && !orientation) return plainJpeg;
	const head = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8]), blocks = [];
	let free = 8;
	// One directory: entries of [tag, type, count, bytes]; longer values lie behind it.
	const directory = (list) => {
		const size = 2 + 12 * list.length + 4, out = Buffer.alloc(size), more = [];
		out.writeUInt16BE(list.length, 0);
		let at = free + size;
		list.sort((a, b) => a[0] - b[0]).forEach(([tag, type, count, value], i) => {
			const o = 2 + 12 * i, bytes = typeof value === 'function' ? value() : value;
			out.writeUInt16BE(tag, o);
			out.writeUInt16BE(type, o + 2);
			out.writeUInt32BE(count, o + 4);
			if (bytes.length <= 4) bytes.copy(out, o + 8);
			else { out.writeUInt32BE(at, o + 8); more.push(bytes); at += bytes.length; }
		});
		const where = free;
		blocks.push(out, ...more);
		free = at;
		return where;
	};
	const long = (n) => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b; };
	const ascii = (s) => [2, s.length + 1, Buffer.from(`${s}\0`)];
	const angle = (a) => [5, 3, Buffer.concat(a.flatMap((v) => [long(Math.round(v * 1000)), long(1000)]))];
	const first = [], exif = [], gps = [];
	if (orientation) first.push([0x0112, 3, 1, Buffer.from([0, orientation, 0, 0])]);
	if (taken) exif.push([0x9003, ...ascii(taken)]);
	if (offset) exif.push([0x9011, ...ascii(offset)]);
	if (lat)
		gps.push([1, ...ascii(lat[0] < 0 ? 'S' : 'N')], [2, ...angle(lat.map(Math.abs))],
			[3, ...ascii(lon[0] < 0 ? 'W' : 'E')], [4, ...angle(lon.map(Math.abs))]);
	// The first directory stands first; where the others will be is known by their sizes.
	const entries = first.length + (exif.length ? 1 : 0) + (gps.length ? 1 : 0), begin = 8 + 2 + 12 * entries + 4;
	free = begin;
	if (exif.length) { const w = directory(exif); first.push([0x8769, 4, 1, long(w)]); }
	if (gps.length) { const w = directory(gps); first.push([0x8825, 4, 1, long(w)]); }
	const rest = blocks.splice(0);
	free = 8;
	directory(first);
	const tiff = Buffer.concat([head, ...blocks, ...rest]), app1 = Buffer.concat([Buffer.from('Exif\0\0'), tiff]),
		size = Buffer.alloc(4);
	size.writeUInt16BE(0xffe1, 0);
	size.writeUInt16BE(app1.length + 2, 2);
	return Buffer.concat([plainJpeg.subarray(0, 2), size, app1, plainJpeg.subarray(2)]);
}
