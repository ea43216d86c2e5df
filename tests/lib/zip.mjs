// zip.mjs - the zip of record bundles after docs/formats/record-bundle.md, written by hand a second time: members of a
// bundle, and a bundle of members.
import { crc32 as nodeCrc } from 'node:zlib';

const table = Array.from({ length: 256 }, (_, n) => {
	let c = n;
	for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
	return c >>> 0;
});
export const crc32 = nodeCrc ?? ((b) => {
	let c = 0xffffffff;
	for (const x of b) c = table[(c ^ x) & 255] ^ (c >>> 8);
	return (c ^ 0xffffffff) >>> 0;
});

// [{ name, bytes }] by the central directory.
export function members(zip) {
	const end = zip.length - 22, out = [];
	let at = zip.readUInt32LE(end + 16);
	for (let i = zip.readUInt16LE(end + 10); i > 0; i--) {
		const size = zip.readUInt32LE(at + 24), n = zip.readUInt16LE(at + 28), head = zip.readUInt32LE(at + 42);
		const from = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28);
		out.push({ name: zip.subarray(at + 46, at + 46 + n).toString(),
			bytes: zip.subarray(from, from + size), from });
		at += 46 + n + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
	}
	return out;
}

// method: said, not done.
export function zipOf(list) {
	const parts = [], directory = [];
	let at = 0;
	const put = (b) => { parts.push(b); at += b.length; };
	for (const { name, bytes, method = 0 } of list) {
		const n = Buffer.from(name), crc = crc32(bytes), head = Buffer.alloc(30), foot = Buffer.alloc(16),
			entry = Buffer.alloc(46);
		head.writeUInt32LE(0x04034b50, 0);
		head.writeUInt16LE(20, 4);
		head.writeUInt16LE(8, 6);
		head.writeUInt16LE(method, 8);
		head.writeUInt16LE(0x21, 12);
		head.writeUInt16LE(n.length, 26);
		foot.writeUInt32LE(0x08074b50, 0);
		foot.writeUInt32LE(crc, 4);
		foot.writeUInt32LE(bytes.length, 8);
		foot.writeUInt32LE(bytes.length, 12);
		entry.writeUInt32LE(0x02014b50, 0);
		entry.writeUInt16LE(0x32d, 4);
		entry.writeUInt16LE(20, 6);
		entry.writeUInt16LE(8, 8);
		entry.writeUInt16LE(method, 10);
		entry.writeUInt16LE(0x21, 14);
		entry.writeUInt32LE(crc, 16);
		entry.writeUInt32LE(bytes.length, 20);
		entry.writeUInt32LE(bytes.length, 24);
		entry.writeUInt16LE(n.length, 28);
		entry.writeUInt32LE(0x81a40000, 38);
		entry.writeUInt32LE(at, 42);
		directory.push(entry, n);
		for (const b of [head, n, bytes, foot]) put(b);
	}
	const d = Buffer.concat(directory), end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(list.length, 8);
	end.writeUInt16LE(list.length, 10);
	end.writeUInt32LE(d.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...parts, d, end]);
}
