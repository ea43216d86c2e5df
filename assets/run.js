// run.js - the intake's keyboard run: a letter presses the link that names it (data-key); Enter sends the form that is
// shown, in a text of several lines with Ctrl.  Without scripts the same links have access keys.
const typing = (el) => el.matches('input:not([type=radio]):not([type=checkbox]), textarea, select');
const form = document.querySelector('form.form');

document.addEventListener('keydown', (ev) => {
	if (ev.altKey || ev.metaKey || ev.isComposing || ev.defaultPrevented) return;
	if (ev.key === 'Enter' && form && (ev.ctrlKey || !ev.target.matches('textarea, a, button, summary'))) {
		ev.preventDefault();
		form.requestSubmit();
		return;
	}
	if (ev.ctrlKey || typing(ev.target)) return;
	const link = document.querySelector(`[data-key="${CSS.escape(ev.key.toLowerCase())}"]`);
	if (link) {
		ev.preventDefault();
		link.click();
	}
});
// The first field that lacks something is where one types.
const fields = form ? [...form.querySelectorAll('input:not([type=hidden]), textarea, select')] : [];
const empty = fields.find((el) => el.required && !el.value);
if (empty) empty.focus();
