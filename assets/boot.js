/* boot.js - before the first paint: tells the style sheet that scripts run, and whether large text was chosen. */
document.documentElement.classList.add('js');
try {
	document.documentElement.classList.toggle('large', localStorage.getItem('xz-large') === '1');
} catch { /* the browser keeps nothing */ }
