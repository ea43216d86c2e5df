// clue_hint.mjs - who registers a clue about a firm that has others is told, at the form and on the clue's page: with
// links, as far as they may see, and without being kept from it.
import { main } from '../lib/instance.mjs';
import { Client } from '../lib/http.mjs';
import { done, is, like, ok, unlike } from '../lib/tap.mjs';

const { url, state } = main(), hint = /class="note amber" aria-labelledby="h-same"/;
const as = (who) => new Client(url, state).session(who);
const sj = as('sj.intake'), hj = as('hj.intake');

// A firm nobody has looked at: typed in at the first clue.
const name = `衡州提示试验${process.pid}商行`;
async function clue(c, path, fields) {
	const page = await c.get(path), form = page.forms.find((f) => 'content' in f.types);
	const sent = await c.submit(page, { ...form.fields, channel: form.options.channel.find((o) => o.value).value,
		content: '群众反映的问题。', ...fields },
		{ form: (f) => 'content' in f.types, follow: false });
	is(sent.status, 303, 'a clue is registered');
	return c.get(sent.headers.location);
}
const first = await clue(sj, '/desk/clues/new', { new_name: name, new_kind: 'other' });
unlike(first.text, hint, 'the first one about a firm: no hint');
const at = first.path.replace(/\?.*/, '');
const found = await sj.get(`/desk/register/?for=clue&q=${encodeURIComponent(name)}`);
const subject = found.text.match(/\/desk\/clues\/new\?subject=([0-9A-Z]{26})/)[1];

const form = await sj.get(`/desk/clues/new?subject=${subject}`);
like(form.text, hint, 'the form for the same firm says so');
ok(form.text.includes(`href="${at}"`), 'with a link to the other');
const second = await clue(sj, `/desk/clues/new?subject=${subject}`, {});
like(second.text, hint, 'so does the page of the new clue');
ok(second.text.includes(`href="${at}"`), 'with the link');
like((await sj.get(at)).text, hint, 'and that of the first');

unlike((await hj.get(`/desk/clues/new?subject=${subject}`)).text, hint,
	'another agency is not told what it may not see');
const theirs = await clue(hj, `/desk/clues/new?subject=${subject}`, {});
unlike(theirs.text, hint, 'nor on its own clue');
sj.cookies.set('lang', { value: 'en', path: '/desk' });
like((await sj.get(at)).text, /This firm has other clues/, 'in English too');
done();
