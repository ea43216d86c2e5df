// sql.mjs - migrations: numbered without gaps, legal time only, no file too long.
import { basename } from 'node:path';
import { done, is, ok } from '../lib/tap.mjs';
import { read, walk } from './lib/source.mjs';

const files = walk('migrations', ['.sql']);
const none = (list, name) => ok(list.length === 0, name, list.slice(0, 40).join('\n'));

none(files.filter((f) => !/^\d{4}_[a-z0-9_]+(\.online)?\.sql$/.test(basename(f))), 'names are NNNN_what.sql');
is(files.map((f) => Number(basename(f).slice(0, 4))), files.map((_, i) => i + 1), 'numbered from 1 without gaps');

const lines = files.flatMap((f) => read(f).split('\n').map((text, i) => ({ at: `${f}:${i + 1}`, text })))
	.filter(({ text }) => !/^\s*--/.test(text));
const real = /(?<!xz\.)\bnow\s*\(\s*\)|\bcurrent_(date|timestamp|time)\b|\b(clock|statement|transaction)_timestamp\b|\blocaltimestamp?\b/i;
none(lines.filter(({ text }) => real.test(text) && !/-- real time/.test(text)).map(({ at, text }) => `${at}: ${text.trim()}`),
	'legal time is xz.now(); real time says `-- real time`');
none(lines.filter(({ text }) => /\b(float4|float8|real|double precision|money)\b/i.test(text.replace(/'[^']*'|--.*/g, ''))).map(({ at, text }) => `${at}: ${text.trim()}`),
	'no floating point and no money type');
none(lines.filter(({ text }) => /\btimestamp\b(?!\s*with\s+time\s+zone)/i.test(text.replace(/'[^']*'|--.*/g, ''))).map(({ at, text }) => `${at}: ${text.trim()}`),
	'no timestamp without time zone');
none(lines.filter(({ text }) => /\bserial\b|\bbigserial\b/i.test(text.replace(/'[^']*'|--.*/g, '')) && !/serial\s+(text|bigint|integer)|[.,(]\s*serial|serial\s*[,)=]/i.test(text)).map(({ at, text }) => `${at}: ${text.trim()}`),
	'identity columns, not serial');
none(files.filter((f) => read(f).split('\n').length > 800).map((f) => `${f}: ${read(f).split('\n').length} lines`), 'no migration over 800 lines');

// A SECURITY DEFINER function without a search_path of its own can be turned on its caller.
none(files.flatMap((f) => [...read(f).matchAll(/create\s+(?:or\s+replace\s+)?function\s+([\w.]+)[\s\S]*?\bas\s+\$/gi)]
	.filter((m) => /security\s+definer/i.test(m[0]) && !/set\s+search_path/i.test(m[0])).map((m) => `${f}: ${m[1]}`)),
'every SECURITY DEFINER function sets its search_path');
done();
