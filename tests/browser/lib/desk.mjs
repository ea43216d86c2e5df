// desk.mjs - what people do at the desk, in a browser: open a step of a case, fill it, send it; approve;
// countersign; publish.  Values: a string, true/false, ['a', 'b'], or { like: 'part of a label' }.
import { accounts, totp } from '../../lib/http.mjs';

async function optionLike(p, name, part) {
	return p.page.evaluate(([n, t]) => {
		const select = document.querySelector(`select[name="${n}"]`);
		if (select) return [...select.options].find((o) => o.value && o.text.includes(t))?.value;
		const box = [...document.querySelectorAll(`input[name="${n}"]`)]
			.find((i) => (i.closest('label')?.innerText || '').includes(t));
		return box?.value;
	}, [name, part]);
}

export async function enter(p, values) {
	const plain = {};
	for (const [name, v] of Object.entries(values)) {
		if (v && typeof v === 'object' && 'like' in v) {
			plain[name] = await optionLike(p, name, v.like);
			if (plain[name] === undefined)
				throw new Error(`${p.page.url()}: no option of ${name} like ${v.like}`);
		} else if (Array.isArray(v)) {
			plain[name] = [];
			for (const x of v) plain[name].push(x && x.like ? await optionLike(p, name, x.like) : x);
		} else {
			plain[name] = v;
		}
	}
	await p.fill(plain);
}

export async function send(p, { refused = false } = {}) {
	await Promise.all([p.page.waitForNavigation({ waitUntil: 'load' }),
		p.page.locator('form.form .btns button.btn').first().click()]);
	const problems = await p.page.locator('.summary li').allInnerTexts();
	if (!refused && problems.length) throw new Error(`${p.page.url()}: ${problems.join('; ')}`);
	return problems;
}

// Opens the step from the case's page, as a person finds it there.
export async function open(p, caseUrl, action) {
	await p.go(caseUrl);
	const link = p.page.locator(`a[href*="/do/${action}"]`).first();
	if (await link.count() === 0) throw new Error(`${p.username} finds no ${action} on ${caseUrl}`);
	await p.go(await link.getAttribute('href'));
}

export async function step(p, caseUrl, action, values, { check } = {}) {
	await open(p, caseUrl, action);
	await enter(p, values);
	if (check) await p.check(check);
	await send(p);
	return new URL(p.page.url()).pathname;
}

export async function approve(p, caseUrl, { check, words = '同意。' } = {}) {
	await p.go(caseUrl);
	await p.go(await p.page.locator('a[href^="/desk/approvals/"]').first().getAttribute('href'));
	await enter(p, { verdict: 'agree', words });
	if (check) await p.check(check);
	await send(p);
}

export async function countersign(p, caseUrl, { check } = {}) {
	await p.go(caseUrl);
	await p.go(await p.page.locator('a[href^="/desk/cosigns/"]').first().getAttribute('href'));
	const a = accounts(p.set.instance.state).find((x) => x.username === p.username);
	if (check) await p.check(check);
	await p.page.fill('[name=code]', await totp(a, p.set.instance.state));
	await send(p);
}

export function legalClock(own) {
	const text = own.cli('clock', 'show').trim();
	const at = new Date(text.match(/\d{4}-\d\d-\d\dT[\d:]+(?:\.\d+)?(?:[+-]\d\d:\d\d|Z)/)[0]);
	const local = (ms) => new Date(at.getTime() + 8 * 3600e3 + ms).toISOString();
	return {
		day: (n = 0) => local(n * 86400e3).slice(0, 10),
		time: (minutesAgo = 0) => local(-minutesAgo * 60e3).slice(0, 16),
	};
}
