/* qr.js - reads QR codes where the browser cannot; loaded only then. */
import read from 'jsqr';

window.xzReadQr = (pixels, width, height) => read(pixels, width, height, { inversionAttempts: 'dontInvert' })?.data || null;
