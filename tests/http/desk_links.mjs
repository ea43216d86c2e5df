// desk_links.mjs - whatever a desk offers opens: for everybody in the demo, each link of today's work and each act
// that a case, an inspection or a visit reached from there offers them is answered with 200.
import { accounts, Client } from '../lib/http.mjs';
import { main } from '../lib/instance.mjs';
import { done, is, ok } from '../lib/tap.mjs';

const { url, state } = main();
const links = (page) => [...new Set([...page.text.replace(/^[^]*<main/, '').matchAll(/href="(\/desk\/[^"#]*)"/g)]
	.map((m) => m[1].replace(/&amp;/g, '&')))];
const isAct = (path) => /\/do\/|\/field$/.test(path);
const isPage = (path) => /^\/desk\/(cases|inspections|visits|reviews|disclosure)\/[0-9A-Z]{26}(\?|$)/.test(path);

const closed = [];
let opened = 0, desks = 0;
const busy = new Set();
for (const a of accounts(state)) {
	const c = new Client(url, state).session(a.username);
	const seen = new Set();
	const open = async (path, from) => {
		if (seen.has(path)) return null;
		seen.add(path);
		const page = await c.get(path);
		opened++;
		if (page.status === 200) return page;
		// another test may have done the work meanwhile: then it is not offered any more
		if (links(await c.get(from)).includes(path))
			closed.push(`${a.username}: ${from} -> ${path}: ${page.status}`);
		return null;
	};
	const desk = await c.get('/desk/');
	if (desk.status !== 200) closed.push(`${a.username}: /desk/: ${desk.status}`);
	else desks++;
	if (/<tr[^>]*><td class="nowrap">/.test(desk.text)) for (const d of a.duties) busy.add(d);
	for (const path of links(desk)) {
		const page = await open(path, '/desk/');
		if (page && isPage(path))
			for (const act of links(page).filter(isAct).slice(0, 30)) await open(act, path);
	}
}
is(desks, accounts(state).length, 'everybody has a desk');
const idle = ['intake', 'officer', 'unit_head', 'agency_head', 'reviewer', 'chair', 'publisher', 'archivist']
	.filter((d) => !busy.has(d));
is(idle.join(' '), '', 'there is work for every duty');
ok(opened > 200, 'there is work on the desks', `${opened} links`);
is(closed.join('\n'), '', `${opened} links of the desks open`);
done();
