// passkey.js - passkeys at the sign-in and on the page of one's own: asks the device, puts what it says into the form and
// sends that.  Where the browser has none, or without scripts, the form is not there and the code is typed.
const code = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
	.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
const WAIT = 120000, OLD = 90000;
const shown = Date.now();

const keys = (form) => (form.dataset.ids || '').split(' ').filter(Boolean)
	.map((id) => ({ type: 'public-key', id: bytes(id) }));

async function used(form) {
	const c = await navigator.credentials.get({ publicKey: { challenge: bytes(form.dataset.challenge),
		rpId: form.dataset.party, allowCredentials: keys(form), userVerification: 'required', timeout: WAIT } });
	return { passkey_id: code(c.rawId), passkey_client: code(c.response.clientDataJSON),
		passkey_data: code(c.response.authenticatorData), passkey_signature: code(c.response.signature) };
}

async function made(form) {
	const d = form.dataset;
	const c = await navigator.credentials.create({ publicKey: { challenge: bytes(d.challenge),
		rp: { id: d.party, name: d.site }, user: { id: new TextEncoder().encode(d.user), name: d.account, displayName: d.person },
		pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }],
		authenticatorSelection: { userVerification: 'required', residentKey: 'discouraged' },
		excludeCredentials: keys(form), attestation: 'none', timeout: WAIT } });
	return { made_client: code(c.response.clientDataJSON), made_data: code(c.response.getAuthenticatorData()) };
}

// A challenge is good for two minutes: of a page that was shown before, that of the page as it is now.
async function renew(form) {
	if (!('renew' in form.dataset) || Date.now() - shown < OLD) return;
	const page = new DOMParser().parseFromString(await (await fetch(form.dataset.renew)).text(), 'text/html');
	const now = page.querySelector('form[data-passkey]');
	form.dataset.challenge = now.dataset.challenge;
	form.elements._pass.value = now.elements._pass.value;
}

// The first field that is to be filled in and is not; the code is none where a passkey is used in its place.
const missing = (form, byKey) => [...form.querySelectorAll('[required]')]
	.find((f) => !f.value.trim() && !(byKey && f.name === 'code'));

async function answer(form, byKey) {
	await renew(form);
	const values = byKey ? await used(form) : {};
	if ('make' in form.dataset) Object.assign(values, await made(form));
	for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
	form.submit();
}

if (window.isSecureContext && window.PublicKeyCredential &&
	window.AuthenticatorAttestationResponse?.prototype.getAuthenticatorData) {
	document.querySelectorAll('[data-passkey-none]').forEach((e) => { e.hidden = true; });
	document.querySelectorAll('[data-passkey-with]').forEach((e) => { e.hidden = false; });
	for (const form of document.querySelectorAll('form[data-passkey]'))
		form.addEventListener('submit', (ev) => {
			const byKey = ev.submitter?.hasAttribute('data-by-passkey') || false, gap = missing(form, byKey);
			const said = form.querySelector('[data-passkey-said]');
			if (!byKey && !('make' in form.dataset)) return;
			ev.preventDefault();
			if (gap) {
				gap.reportValidity();
				return;
			}
			said.hidden = true;
			answer(form, byKey).catch((e) => {
				said.textContent = e.name === 'InvalidStateError' ? said.dataset.again : said.dataset.failed;
				said.hidden = false;
			});
		});
}
