import { expect, test } from 'vitest';
import { accessOf, parseAccessLock } from '../../runtime/testing/access-lock.js';
import type { Tool } from '../../runtime/tool.js';

const text = `# A remark.

shop/orders/order_get
  ada  allowed
  ben  FORBIDDEN privilege shop:order:read
  cy  allowed where entity is order or line

shop/orders/get
  ada  WRITE_NOT_ALLOWED write_gate

shop/orders/order_state cancel
  ada  MISSING_WORKSPACE_CONTEXT context org
shop/orders/order_state hold
  ada  allowed
`;
const tool = (name: string) => ({ name, module: 'shop', domain: 'orders' }) as Tool;
const sections = parseAccessLock(text);

test("a tool's section is found by its name on the wire, whatever prefix and style", () => {
  expect(accessOf(tool('shop-order-get'), sections)).toEqual(
    new Map([
      [
        null,
        new Map<string, unknown>([
          ['ada', { allowed: true }],
          ['ben', { allowed: false, code: 'FORBIDDEN', gate: 'privilege', detail: 'shop:order:read' }],
          ['cy', { allowed: true, where: 'entity is order or line' }],
        ]),
      ],
    ]),
  );
});

test('a section for each action', () => {
  expect([...accessOf(tool('shop-order-state'), sections).keys()]).toEqual(['cancel', 'hold']);
});

test('a tool without a section is a sentence that says what to run', () => {
  expect(() => accessOf(tool('shop-nothing'), sections)).toThrow(
    "access.lock says nothing of 'shop-nothing'. Run 'npx toolwright generate'.",
  );
});
