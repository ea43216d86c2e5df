/* draw.js - a draw run again in the visitor's own browser, from its published files alone (trust.md 1). */
(() => {
'use strict';
const page = document.querySelector('[data-draw]');
if (!page || !window.crypto?.subtle)
	return;
const folder = '/disclosure/draws/' + page.dataset.draw + '/';
const utf8 = new TextEncoder();
const hex = bytes => [...new Uint8Array(bytes)].map(b => b.toString(16).padStart(2, '0')).join('');
const unhex = text => new Uint8Array((text.match(/../g) || []).map(p => parseInt(p, 16)));
const sha = async (...parts) => {
	const bytes = parts.map(p => typeof p === 'string' ? utf8.encode(p) : p);
	const all = new Uint8Array(bytes.reduce((n, b) => n + b.length, 0));
	let at = 0;
	for (const b of bytes) {
		all.set(b, at);
		at += b.length;
	}
	return hex(await crypto.subtle.digest('SHA-256', all));
};
/* Bytewise order of the fields, as the files have it. */
const order = (a, b) => {
	const x = utf8.encode(a), y = utf8.encode(b);
	for (let i = 0; i < x.length && i < y.length; i++)
		if (x[i] !== y[i])
			return x[i] - y[i];
	return x.length - y.length;
};
class Wrong extends Error {}
class Missing extends Error {}
const need = (good, what) => {
	if (!good)
		throw new Wrong(what);
};
const file = async name => {
	const r = await fetch(folder + name);
	if (!r.ok)
		throw new Missing(name);
	const bytes = new Uint8Array(await r.arrayBuffer());
	return { text: new TextDecoder().decode(bytes), sha: hex(await crypto.subtle.digest('SHA-256', bytes)) };
};
const lines = f => f.text.split('\n').slice(0, -1).map(l => l.split('\t'));

const team = async (state, score, object) => {
	const barred = state.avoid.get(object) || new Set();
	const able = state.officers.filter(o => !barred.has(o.id));
	for (const o of able)
		o.rank = await sha(unhex(score), o.id);
	able.sort((a, b) => a.load - b.load || (a.rank < b.rank ? -1 : 1));
	const chosen = [];
	for (const need of state.units) {
		const here = able.filter(o => o.unit === need[0]);
		if (here.length < need[1])
			return { team: [], unassigned: 'unit ' + need[0] };
		chosen.push(...here.slice(0, need[1]));
	}
	if (able.length < state.size)
		return { team: [], unassigned: 'size' };
	chosen.push(...able.filter(o => !chosen.includes(o)).slice(0, state.size - chosen.length));
	chosen.forEach(o => o.load++);
	return { team: chosen.map(o => o.id) };
};

const replay = async (state, subs) => {
	for (const s of subs) {
		if (s.kind === 'object') {
			const gone = state.picks.get(s.for), next = state.rest.get(gone?.stratum)?.shift();
			need(gone && (s.in ?? null) === (next?.id ?? null), 'substitutions.jsonl ' + s.n);
			state.picks.delete(s.for);
			if (next) {
				const made = await team(state, next.score, next.id);
				need(JSON.stringify(made.team) === JSON.stringify(s.team), 'substitutions.jsonl ' + s.n);
				state.picks.set(next.id, { ...next, ...made });
			}
			continue;
		}
		const pick = state.picks.get(s.for), at = pick ? pick.team.indexOf(s.out) : -1;
		need(at >= 0, 'substitutions.jsonl ' + s.n);
		const out = state.officers.find(o => o.id === s.out), min = new Map(state.units).get(out.unit) || 0;
		pick.gone = (pick.gone || new Set()).add(s.out);
		const barred = state.avoid.get(s.for) || new Set();
		let able = state.officers.filter(o => !barred.has(o.id) && !pick.team.includes(o.id) && !pick.gone.has(o.id));
		const left = pick.team.filter(id => id !== s.out && state.officers.find(o => o.id === id).unit === out.unit).length;
		if (left < min && able.some(o => o.unit === out.unit))
			able = able.filter(o => o.unit === out.unit);
		for (const o of able)
			o.rank = await sha(unhex(pick.score), o.id);
		able.sort((a, b) => a.rank < b.rank ? -1 : 1);
		need((s.in ?? null) === (able[0]?.id ?? null), 'substitutions.jsonl ' + s.n);
		out.load--;
		if (able[0]) {
			able[0].load++;
			pick.team[at] = able[0].id;
		} else {
			pick.team.splice(at, 1);
		}
	}
};

const rerun = async () => {
	const ann = await file('announcement.json'), objects = await file('objects.tsv'), officers = await file('officers.tsv');
	const avoid = await file('avoid.tsv'), given = await file('contributions.tsv'), out = await file('result.json');
	const a = JSON.parse(ann.text), r = JSON.parse(out.text), secret = unhex(r.secret);
	need(a.files['objects.tsv'] === objects.sha, 'objects.tsv');
	need(a.files['officers.tsv'] === officers.sha, 'officers.tsv');
	need(a.files['avoid.tsv'] === avoid.sha, 'avoid.tsv');
	need(await sha('xz-draw-1 commit\n', secret) === a.commitment, 'commitment');
	if (a.pledges) {
		const pledges = lines(await file('pledges.tsv')), values = lines(given);
		need(pledges.length === values.length, 'pledges.tsv');
		for (let i = 0; i < pledges.length; i++)
			need(pledges[i][1] === values[i][1] && await sha(values[i][1], '\n', unhex(values[i][2])) === pledges[i][2], 'pledges.tsv');
	}
	const seed = await sha('xz-draw-1 seed\n', secret, unhex(ann.sha), unhex(given.sha));
	need(seed === r.seed, 'seed');
	const strata = new Map(a.strata.map(s => [s.key, { quota: s.quota, lots: [] }]));
	for (const line of lines(objects))
		strata.get(line[0]).lots.push({ id: line[1], stratum: line[0], score: await sha(unhex(seed), line[1]) });
	const state = { size: a.team.size, units: Object.entries(a.team.per_unit).sort((x, y) => order(x[0], y[0])), avoid: new Map(),
		officers: lines(officers).map(f => ({ id: f[0], unit: f[1], load: 0 })), picks: new Map(), rest: new Map() };
	for (const tie of lines(avoid))
		state.avoid.set(tie[0], (state.avoid.get(tie[0]) || new Set()).add(tie[1]));
	const picks = [];
	for (const key of strata.keys()) {
		const s = strata.get(key);
		s.lots.sort((x, y) => x.score < y.score ? -1 : 1);
		picks.push(...s.lots.slice(0, s.quota));
		state.rest.set(key, s.lots.slice(s.quota));
	}
	picks.sort((x, y) => x.score < y.score ? -1 : 1);
	need(picks.length === r.selected.length, 'result.json');
	for (let i = 0; i < picks.length; i++) {
		const p = { ...picks[i], ...await team(state, picks[i].score, picks[i].id) }, q = r.selected[i];
		need(p.id === q.object && p.stratum === q.stratum && p.score === q.score && p.unassigned === q.unassigned &&
			JSON.stringify(p.team) === JSON.stringify(q.team), 'result.json ' + (i + 1));
		state.picks.set(p.id, p);
	}
	const subs = page.dataset.subs ? await file('substitutions.jsonl') : null;
	if (subs)
		await replay(state, subs.text.split('\n').slice(0, -1).map(l => JSON.parse(l)));
	return picks.length;
};

const box = document.querySelector('[data-rerun-box]'), said = document.querySelector('[data-rerun-out]');
if (box && said) {
	box.hidden = false;
	box.querySelector('button').addEventListener('click', async e => {
		e.target.disabled = true;
		said.textContent = said.dataset.busy;
		try {
			said.textContent = said.dataset.good.replace('%n', await rerun());
			said.dataset.outcome = 'good';
		} catch (error) {
			said.textContent = said.dataset.bad + ' ' + error.message;
			said.dataset.outcome = 'bad';
		}
		e.target.disabled = false;
	});
}

/* ---- a firm's look-up: what the server's form says, from the files alone */

/* Objects of a code: the firm itself, and its sites, products and projects. */
const entries = (text, code) => text.split('\n').filter(line => {
	const id = line.slice(line.indexOf('\t') + 1);
	return id === code || id.startsWith(code + '-');
}).map(line => line.split('\t'));

const look = async code => {
	const ann = await file('announcement.json'), objects = await file('objects.tsv'), a = JSON.parse(ann.text);
	need(a.files['objects.tsv'] === objects.sha, 'objects.tsv');
	const found = entries(objects.text, code), published = page.dataset.state === 'published';
	if (found.length === 0 || !published)
		return found.map(f => ({ object: f[1], stratum: a.strata.find(s => s.key === f[0]) }));
	const result = JSON.parse((await file('result.json')).text), gone = new Set(), came = new Set();
	if (page.dataset.subs)
		for (const line of (await file('substitutions.jsonl')).text.split('\n').slice(0, -1)) {
			const sub = JSON.parse(line);
			if (sub.kind === 'object') {
				gone.add(sub.out);
				came.add(sub.in);
			}
		}
	return Promise.all(found.map(async f => {
		const stratum = f[0], object = f[1];
		const drawn = result.selected.filter(s => s.stratum === stratum).map(s => s.score).sort();
		const score = await sha(unhex(result.seed), object), limit = drawn[drawn.length - 1] ?? '';
		const first = result.selected.some(s => s.object === object);
		need(first === (score <= limit), 'result.json');
		return { object, stratum: a.strata.find(s => s.key === stratum), score, limit, selected: first || came.has(object), gone: gone.has(object) };
	}));
};

const clone = (name, values) => {
	const part = document.querySelector(`template[data-firm-${name}]`).content.cloneNode(true);
	for (const at of part.querySelectorAll('[data-f]'))
		if (values[at.dataset.f] !== undefined)
			at.textContent = values[at.dataset.f];
	if (name === 'hit' && !values.score)
		part.querySelectorAll('[data-scored]').forEach(e => e.remove());
	return part;
};

const say = (out, code, hits) => {
	out.textContent = '';
	if (hits.length === 0) {
		const part = clone('none', { none: out.dataset.none.replace('{code}', code) }), link = part.querySelector('a');
		link.href += (link.href.includes('?') ? '&' : '?') + 'code=' + encodeURIComponent(code) + '#firm';
		out.append(part);
	}
	const waits = { lapsed: out.dataset.lapsed, drawn: out.dataset.sealed }[page.dataset.state] ?? out.dataset.wait;
	for (const h of hits) {
		const came = h.score === undefined ? waits : !h.selected ? out.dataset.not : h.gone ? out.dataset.replaced : out.dataset.selected;
		const n = x => String(x).replace(/\B(?=(\d{3})+$)/g, '\u00a0'), percent = (Math.floor(h.stratum.quota * 10000 / (h.stratum.pool || 1)) / 100).toFixed(2);
		const part = clone('hit', { came, object: h.object, stratum: `${h.stratum.name} (${h.stratum.key})`, score: h.score, limit: h.limit,
			chance: out.dataset.chance.replace('{pool}', n(h.stratum.pool)).replace('{quota}', n(h.stratum.quota)).replace('{percent}', percent) });
		part.querySelector('.note').classList.toggle('amber', Boolean(h.selected && !h.gone));
		out.append(part);
	}
};

const firm = document.querySelector('[data-firm]'), answer = document.querySelector('[data-firm-out]');
firm?.addEventListener('submit', async e => {
	const code = firm.elements.code.value.trim();
	if (code === '')
		return;
	e.preventDefault();
	answer.textContent = answer.dataset.busy;
	try {
		say(answer, code, await look(code));
		answer.dataset.outcome = 'files';
	} catch (error) {
		if (!(error instanceof Wrong))
			return firm.submit();	/* the files cannot be had: the server answers */
		answer.textContent = answer.dataset.bad + ' ' + error.message;
		answer.dataset.outcome = 'bad';
	}
});
})();
