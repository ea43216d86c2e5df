// wait.mjs - waiting for what another program does.  The patience only ends a wait that is in vain: no test judges a
// time, and a machine may be ten times as slow as the one before.
export const PATIENCE_MS = 300_000;

export const sleep = (ms) => new Promise((r) => { setTimeout(r, ms); });

// What `what` gives as soon as it is true; what it gave last when it never was.
export async function until(what, { pause_ms = 200, patience_ms = PATIENCE_MS } = {}) {
	let got = await what();
	for (const end = Date.now() + patience_ms; !got && Date.now() < end; got = await what())
		await sleep(pause_ms);
	return got;
}
