/** A browser without a window: keeps cookies, follows nothing, sends forms with their token. */
export class Visit {
  readonly cookies = new Map<string, string>();

  constructor(readonly url: string) {}

  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, this.url), {
      redirect: 'manual',
      ...init,
      headers: { ...(cookie && { cookie }), ...init.headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const [name = '', value = ''] = pair.split('=');
      if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  /** The token of the first form of a page. */
  async token(path: string): Promise<string> {
    return /name="token" value="([^"]+)"/.exec(await (await this.send(path)).text())?.[1] ?? '';
  }

  /** What the form of a page that leads back to the page would send as it stands: its token, its ticks, its choices. */
  async form(path: string): Promise<URLSearchParams> {
    const html = await (await this.send(path)).text();
    const form = html.split('<form').find((one) => one.includes(`action="${path}"`)) ?? '';
    const fields = new URLSearchParams();
    const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
    let select = '';
    for (const [tag] of form.matchAll(/<(?:input|select|option)\b[^>]*>/g)) {
      const name = tag.startsWith('<option') ? select : (attribute(tag, 'name') ?? '');
      if (tag.startsWith('<select')) select = name;
      const chosen = / (?:checked|selected)\b/.test(tag) || /type="(?:hidden|text)"/.test(tag);
      if (chosen && !/ disabled\b/.test(tag)) fields.append(name, attribute(tag, 'value') ?? '');
    }
    return fields;
  }

  post(
    path: string,
    fields: Readonly<Record<string, string>> | URLSearchParams,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.send(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  async signIn(principal: string, fields: Readonly<Record<string, string>> = {}): Promise<Response> {
    const token = await this.token('/account/sign-in');
    return this.post('/account/sign-in', { token, email: `${principal}@example.com`, password: 'demo', ...fields });
  }

  /** A call with the session's cookie, as a page of the server would make it. */
  async call(tool: string, input: object = {}, headers: Record<string, string> = {}): Promise<Response> {
    const { csrf_token = '' } = (await (await this.send('/account/session')).json()) as { csrf_token?: string };
    return this.send('/mcp/tools/call', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrf-token': csrf_token, ...headers },
      body: JSON.stringify({ tool, arguments: input }),
    });
  }
}
