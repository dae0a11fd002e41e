import { newAuditId } from '../../call/audit/audit-id.js';
import type { UnauthenticatedRefusal } from '../../host.js';
import type { AuditRecord } from '../audit-sink.js';

const MINUTE_MS = 60_000;
/** Refusals of one address that are told one by one in a minute. */
const TOLD_PER_MINUTE = 20;
/** Addresses that are told apart in a minute; an attacker may come from any number. */
const MAX_ADDRESSES = 10_000;
const OTHERS = 'others';

interface Counted {
  told: number;
  refused: number;
  last: AuditRecord;
}

export interface UnknownCallers {
  note(refusal: UnauthenticatedRefusal): void;
  /** Writes out what has been counted. */
  close(): void;
}

/**
 * Keeps a flood of bad credentials from flooding the audit: within a minute the first 20 refusals of an address are
 * rows, the rest becomes one row with their number when the minute is over.
 */
export function watchUnknownCallers(write: (record: AuditRecord) => void, now: () => Date): UnknownCallers {
  const addresses = new Map<string, Counted>();
  let timer: NodeJS.Timeout | undefined;

  function endMinute(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const { refused, last } of addresses.values()) if (refused > 0) write({ ...last, repeats: refused });
    addresses.clear();
  }

  return {
    note(refusal) {
      const address = addresses.has(refusal.address) || addresses.size < MAX_ADDRESSES ? refusal.address : OTHERS;
      const record = toRecord({ ...refusal, address }, now());
      timer ??= setTimeout(endMinute, MINUTE_MS);
      const counted = addresses.get(address) ?? { told: 0, refused: 0, last: record };
      addresses.set(address, counted);
      counted.last = record;
      if (counted.told < TOLD_PER_MINUTE) {
        counted.told += 1;
        write(record);
      } else counted.refused += 1;
    },
    close: endMinute,
  };
}

function toRecord({ address, wire, code, traceId, tried }: UnauthenticatedRefusal, at: Date): AuditRecord {
  return {
    id: newAuditId(),
    parentId: null,
    at,
    traceId,
    spanId: null,
    principalId: null,
    connectionId: null,
    tenantId: null,
    wire,
    tool: tried?.name ?? null,
    action: null,
    writeMode: null,
    arguments: tried?.arguments ?? null,
    outcome: code,
    gate: null,
    durationMs: 0,
    dryRun: false,
    replayed: false,
    facts: [],
    systemReasons: [],
    address,
    repeats: 1,
  };
}
