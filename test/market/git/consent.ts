import { Visit } from '../../web/visit.js';

/** What a person does at the stand-in of a provider, without a window. Answers the path that they are sent back to. */
export async function consent(
  oauthUrl: string,
  { account = 'forge', decision = 'authorize' }: { readonly account?: string; readonly decision?: string } = {},
): Promise<string> {
  const provider = new Visit(new URL(oauthUrl).origin);
  const page = await (await provider.send(oauthUrl)).text();
  const id = /name="consent" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const answer = await provider.post('/consent', { consent: id, account, decision });
  const { pathname, search } = new URL(answer.headers.get('location') ?? '');
  return pathname + search;
}

/** Somebody who is signed in at the marketplace. */
export async function signedIn(url: string, principal: string): Promise<Visit> {
  const visit = new Visit(url);
  await visit.signIn(principal);
  return visit;
}

/** Status and heading of the page that a path shows. */
export async function pageAt(visit: Visit, path: string): Promise<{ status: number; title: string; text: string }> {
  const response = await visit.send(path);
  const text = await response.text();
  return { status: response.status, title: /<h1>([^<]*)<\/h1>/.exec(text)?.[1] ?? '', text };
}
