import { expect } from 'vitest';
import { Visit } from '../web/visit.js';

/** A person with a browser, who goes where a client sends them, signs in and answers. */
export interface Person {
  readonly visit: Visit;
  /** What a client would be told at its redirect address. */
  answer(authorizationUrl: URL, decision?: 'agree' | 'refuse'): Promise<URL>;
}

export function personAt(url: string, principal: string): Person {
  const visit = new Visit(url);
  return {
    visit,
    async answer(authorizationUrl, decision = 'agree') {
      const asked = await visit.send(authorizationUrl.href);
      expect(asked.status, await asked.clone().text()).toBe(303);
      const path = asked.headers.get('location') ?? '';
      const page = await visit.send(path);
      if (page.status === 303) {
        expect(page.headers.get('location')).toBe(`/account/sign-in?next=${encodeURIComponent(path)}`);
        expect((await visit.signIn(principal, { next: path })).headers.get('location')).toBe(path);
      }
      const form = await visit.form(path);
      form.set('decision', decision);
      const decided = await visit.post(path, form);
      expect(decided.status, await decided.clone().text()).toBe(303);
      const resumed = await visit.send(decided.headers.get('location') ?? '');
      expect(resumed.status, await resumed.clone().text()).toBe(303);
      return new URL(resumed.headers.get('location') ?? '');
    },
  };
}
