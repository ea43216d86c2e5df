// inspection_joint.mjs - the pages of a joint visit, of a cap that is reached and of a changed inspection, wide and
// small.
import { join } from 'node:path';
import { Client } from '../lib/http.mjs';
import { formOf } from '../lib/inspection.mjs';
import { ownInstance } from '../lib/instance.mjs';
import { sqlOf, storeConf } from '../lib/sql.mjs';
import { done, ok, skipAll } from '../lib/tap.mjs';
import { browserMissing, open, phone } from './lib/browser.mjs';

const why = browserMissing();
if (why) skipAll(why);
const own = ownInstance('inspectjb'), { url, state } = own, wide = { width: 1440, height: 900 };
const sql = sqlOf(storeConf(state));
const as = (name) => new Client(url, state).session(name);
const at = (ms) => new Date(Date.now() + ms + 8 * 3600e3).toISOString().slice(0, 16);
const act = async (c, path, what, more = {}) => {
	const p = await c.get(`${path}/do/${what}`);
	return c.post(formOf(p, `/do/${what}`).action, { ...formOf(p, `/do/${what}`).fields, ...more });
};
const sj = as('sj.officer1'), hj = as('hj.officer1');
const subject = (await sj.get(`/desk/register/?for=inspection&q=${encodeURIComponent('有限')}`)).text.match(
	/\/desk\/inspections\/new\?subject=([0-9A-Z]{26})/)[1];
async function begin(c, more) {
	const form = formOf(await c.get(`/desk/inspections/new?subject=${subject}`), '/desk/inspections/new');
	const r = await c.post('/desk/inspections/new', { ...form.fields, kind: 'case', source: 'complaint',
		reason: '群众举报',
		items: form.options.items.slice(0, 2).map((o) => o.value),
		second: form.options.second.find((o) => o.value && o.text.length > 2).value,
		from_at: at(-60e3), to_at: at(2 * 86400e3), ...more });
	return r.path.split('?')[0];
}
const a = await begin(sj, {});
await act(sj, a, 'ask');
const b = await begin(hj, { reason: '居民反映油烟扰民' });

const browser = await open(own);
const both = async (name, path, who) => {
	const p = await browser.person(who, { size: wide });
	for (const [size, suffix] of [[wide, 'w'], [phone, 'm']]) {
		await p.page.setViewportSize(size);
		await p.go(path);
		await p.check(`${name}-${suffix}`);
		const over = await p.page.evaluate(() => document.documentElement.scrollWidth -
			document.documentElement.clientWidth);
		ok(over <= 0, `${name}-${suffix}: nothing stands out at the side`);
	}
	await p.close();
};
await both('inspection-offer', b, 'hj.officer1');
await both('inspection-decline', `${b}/do/decline`, 'hj.officer1');
await act(hj, b, 'join', { with: formOf(await hj.get(`${b}/do/join`), '/do/join').options.with[0].value });
await both('inspection-joint', b, 'hj.officer1');
await act(as('sj.head1'), a, 'approve', { agree: 'no', words: '理由要具体' });
await both('inspection-change', `${a}/do/change`, 'sj.officer1');
await act(sj, a, 'change', { reason: '三名消费者举报，附照片' });
await act(sj, a, 'ask');
await both('inspection-changed', `${a}/do/approve`, 'sj.head1');
sql(`insert into xz.calendar_parameter (key, value, unit, source, valid_from, origin)
	values ('inspection.cap.agency', 1, 'count', '本局公告', xz.today(), 'site')`);
await both('inspection-cap', `/desk/inspections/new?subject=${subject}`, 'sj.officer1');
await browser.close();
done();
