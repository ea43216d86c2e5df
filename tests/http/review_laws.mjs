// review_laws.mjs - the reviewer reads the laws of the case in the version of the day of the act, and is told where
// another one is in force now.
import { accounts, Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';

const { url, state } = main();
const sql = sqlOf(storeConf(state));
const lawLinks = (page) => [...page.text.matchAll(/href="\/desk\/laws\/[0-9A-Z]{26}\?on=(\d{4}-\d\d-\d\d)">([^<]*)</g)]
	.map((m) => ({ on: m[1], title: m[2] }));

let c, path, page, laws = [];
for (const a of accounts(state).filter((x) => x.duties.includes('reviewer'))) {
	c = new Client(url, state).session(a.username);
	for (const m of (await c.get('/desk/reviews/')).text.matchAll(/href="(\/desk\/reviews\/[0-9A-Z]{26})"/g)) {
		page = await c.get(path = m[1]);
		if ((laws = lawLinks(page)).length) break;
	}
	if (laws.length) break;
}
ok(laws.length > 0, 'a case under review names its laws');
const { on, title } = laws[0];
like(page.text, new RegExp(`${title}</a> 版本 \\d{4}-\\d\\d-\\d\\d`), 'with the version of the day of the act');
unlike(page.text, /现行版本 \d/, 'which is in force still');
is((await c.get(page.text.match(/href="(\/desk\/laws\/[0-9A-Z]{26}\?on=[^"]*)"/)[1])).status, 200,
	'and can be read as of that day');

// a new version since
const law = sql(`select l.id from xz.law_law l where l.title = '${title}'`);
const old = sql(`select id from xz.law_version where law_id = ${law} and valid_from <= '${on}'
	and coalesce(valid_to, 'infinity') >= '${on}'`);
sql(`update xz.law_version set valid_to = date '${on}'
	where id = ${old}; insert into xz.law_version (law_id, version_day, valid_from)
	values (${law}, date '${on}' + 1, date '${on}' + 1)`);
try {
	page = await c.get(path);
	like(page.text,
		new RegExp(
		`${title}</a> 版本 (?!${on})\\d{4}-\\d\\d-\\d\\d；<b class="zh">现行版本 \\d{4}-\\d\\d-\\d\\d`),
			'the one of the act, and beside it the one of today');
} finally {
	sql(`delete from xz.law_version where law_id = ${law} and version_day = date '${on}' + 1; update xz.law_version
		set valid_to = null where id = ${old}`);
}
done();
