import { expect } from 'vitest';

interface Called {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever came
  readonly body: any;
}

/** What only the bank can say, whom a dry run does not ask. */
const saidByTheBank = 'PAYMENT_DECLINED';

/** A purchase is refused as its dry run is, and comes to what its dry run came to. */
export function foretells(dry: Called, done: Called, tool: string): void {
  if (done.status !== 200) {
    const code = dry.status === 200 ? saidByTheBank : dry.body.code;
    expect(done.body.code, `${tool}, of which the dry run answered ${JSON.stringify(dry.body)}`).toBe(code);
    return;
  }
  expect(dry.status, `the dry run of ${tool}: ${JSON.stringify(dry.body)}`).toBe(200);
  if (done.body.order_id !== null) expect(done.body.total, `the total of ${tool}`).toEqual(dry.body.total);
  const refused = (body: Called['body']) =>
    body.results?.filter(({ status }: { status: string }) => status === 'failed') ?? [];
  expect(refused(done.body), `what ${tool} refuses`).toEqual(refused(dry.body));
}
