import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoKey } from '../../../runtime/market/demo/keys.js';
import { type Market, openMarket } from '../../market/market.js';
import { commerceExamples } from './commerce-examples.js';
import { databaseExamples } from './database-examples.js';
import { expectPrinted, type Printed } from './printed.js';
import { overMcp, overRest } from './send.js';
import { systemExamples } from './system-examples.js';

const examples = [...databaseExamples, ...commerceExamples, ...systemExamples];

const wires = {
  async rest(url: string, printed: Printed): Promise<void> {
    const { status, body } = await overRest({ url, key: demoKey(printed.as) }, printed);
    expectPrinted(body, printed);
    expect(status).toBe(printed.status);
  },
  async mcp(url: string, printed: Printed): Promise<void> {
    const { channel, body } = await overMcp({ url, key: demoKey(printed.as) }, printed);
    const { noun, body: bare } = printed;
    expectPrinted(body, noun === undefined ? printed : { body: { [noun]: bare } });
    expect(channel).toBe(printed.status === 200 ? 'value' : 'result');
  },
};

// Each wire has a marketplace of its own: what one has bought or made, the other has not.
for (const [wire, send] of Object.entries(wires)) {
  describe(`the document's requests over ${wire}`, () => {
    let market: Market;
    beforeAll(async () => {
      market = await openMarket();
    });
    afterAll(() => market?.close());

    test.each(examples)('$title', async (printed) => {
      const today = market.now();
      if (printed.on !== undefined) market.setNow(new Date(printed.on));
      try {
        await send(market.url, printed);
      } finally {
        market.setNow(today);
      }
    });
  });
}
