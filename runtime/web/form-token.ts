import type { Kernel } from '../call/call.js';
import type { CookieName } from './session-cookie.js';

/** The token that a form of a browser carries, to show that one of our pages made it: bound to the browser's cookie. */
export function formToken({ keys }: Kernel, name: CookieName, cookie: string): string {
  return keys.forms.sign(`${name} ${cookie}`);
}

export function isFormToken({ keys }: Kernel, name: CookieName, sent: { cookie: string; token: string }): boolean {
  return keys.forms.verifies(`${name} ${sent.cookie}`, sent.token);
}
