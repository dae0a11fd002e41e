import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Visit } from '../../web/visit.js';
import { type Market, openMarket } from '../market.js';
import { roles, staffCalls, toolOf, whoMayWhat } from './who-may-what.js';

let market: Market;
let staff: Visit;
beforeAll(async () => {
  market = await openMarket({ options: { work: false } });
  staff = new Visit(market.url);
  await staff.signIn('staff');
});
afterAll(() => market?.close());

const path = '/account/staff/access';

/** Each line of a list on a page: the call and what is said of it. */
async function linesOf(address: string): Promise<ReadonlyMap<string, string>> {
  const html = await (await staff.send(address)).text();
  const lines = [...html.matchAll(/<li>(?:<a [^>]*>|<span>)<code>(.*?)<\/li>/gs)].map(([, line = '']) => line);
  const text = (part: string) =>
    part
      .replaceAll(/<\/span><span>/g, '; ')
      .replaceAll(/<[^>]+>/g, '')
      .trim();
  return new Map(
    lines.map((line): [string, string] => {
      const [name = '', verdict = ''] = line.split(/<span class="(?:yes|no)">/);
      return [text(name.replace(/<span class="mark write">.*?<\/span>/, '')), text(verdict)];
    }),
  );
}

const connectionOf = async (principal: string, where: object) =>
  (
    await market
      .db('toolwright.connection')
      .where({ principal_id: principal, ...where })
      .first('id')
  ).id as string;

describe('the matrix', () => {
  it.each(roles)('says of %s what people have written down of it', async (role) => {
    const lines = await linesOf(`${path}?role=${role}`);
    const told = [...lines].filter(([, verdict]) => verdict === 'allowed').map(([call]) => call);
    // Where no action asks for anything of its own there is one line for all of them.
    const written = whoMayWhat
      .filter((row) => row.roles.includes(role))
      .flatMap((row) => row.calls)
      .map((call) => (lines.has(call) ? call : (call.split(' ')[0] ?? '')));
    expect(told.sort()).toEqual([...new Set(written)].sort());
  });

  it("says of staff what they have, which is nothing of an organization's", async () => {
    const lines = await linesOf(`${path}?role=staff`);
    // What asks for no privilege is no role's to have.
    const everybodys = whoMayWhat.filter((row) => row.roles === roles).flatMap(({ calls }) => calls.map(toolOf));
    const told = [...lines].filter(([call, verdict]) => verdict === 'allowed' && !everybodys.includes(toolOf(call)));
    expect(told.map(([call]) => call).sort()).toEqual([...staffCalls].sort());
  });

  it('names what a role lacks', async () => {
    const lines = await linesOf(`${path}?role=viewer`);
    expect(lines.get('purchase_and_install_packages')).toBe(
      'lacks marketplace:order:place, marketplace:license:attach, marketplace:project:read_credentials',
    );
    expect(lines.get('manage_license cancel')).toBe('lacks marketplace:license:cancel');
  });

  it('is nobody’s but the operators’', async () => {
    const owner = new Visit(market.url);
    await owner.signIn('acme-owner');
    const strangers = new Visit(market.url);
    for (const address of [path, `${path}/connection`]) {
      expect((await owner.send(address)).status).toBe(404);
      const answer = await strangers.send(address);
      const next = `/account/sign-in?next=${encodeURIComponent(address)}`;
      expect([answer.status, answer.headers.get('location')]).toEqual([303, next]);
    }
    expect(await (await owner.send('/account/')).text()).not.toContain(path);
  });

  it('has no role and no row that there is not', async () => {
    for (const query of ['role=king', 'row=no_such_tool', 'by=privilege&row=whoami']) {
      expect((await staff.send(`${path}?${query}`)).status).toBe(404);
    }
    expect((await staff.send(`${path}/connection?connection=key_none`)).status).toBe(404);
  });
});

describe('what a connection cannot use', () => {
  it('names every gate that refuses, in each organization', async () => {
    const id = await connectionOf('cus_demo_acme_viewer', { writes: true });
    await market
      .db('toolwright.connection')
      .where({ id })
      .update({
        ...{
          scopes: ['mcp:read'],
          writes: false,
          tools: ['place_order_with_saved_method', 'set_package_pricing', 'view_cart'],
        },
      });
    await market.db('toolwright.switch').insert({ name: 'tool:view_cart', is_on: false });
    const lines = await linesOf(`${path}/connection?connection=${id}`);
    await market.db('toolwright.switch').where({ name: 'tool:view_cart' }).delete();
    expect(lines.get('place_order_with_saved_method')).toBe(
      'scope: lacks mcp:write; privilege: lacks marketplace:order:place; writes: the connection may not',
    );
    expect(lines.get('set_package_pricing')).toBe(
      'audience: it is for vendor; scope: lacks mcp:write; privilege: lacks marketplace:package:price; writes: the connection may not',
    );
    expect(lines.get('view_cart')).toBe('it is switched off');
    expect(lines.get('list_orders')).toBe('allow-list: not on it');
  });

  it('is told as the calls themselves are refused', async () => {
    const lines = await linesOf(
      `${path}/connection?connection=${await connectionOf('cus_demo_acme_developer', { writes: true })}`,
    );
    for (const { calls, roles: allowed, audiences } of whoMayWhat) {
      const refused = !allowed.includes('developer') || !audiences.includes('buyer');
      expect(calls.map((call) => [call, lines.has(call)])).toEqual(calls.map((call) => [call, refused]));
    }
  });

  it('of a pasted list: what is unknown, and what is left', async () => {
    const html = await (
      await staff.send(`${path}/connection?tools=place_order_with_saved_method,nothing&role=owner`)
    ).text();
    expect(html).toContain('There are no tools of these names: nothing.');
    const lines = await linesOf(`${path}/connection?tools=place_order_with_saved_method,nothing&role=owner`);
    expect(lines.has('place_order_with_saved_method')).toBe(false);
    expect(lines.get('view_cart')).toBe('allow-list: not on it');
  });
});
