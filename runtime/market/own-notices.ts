import { PRINCIPAL_CHANNEL } from '../auth/principal-cache.js';
import type { Notices } from '../store/postgres/notices.js';

/** The database's notices, and a way for this process to tell itself at once what the database will tell it in a moment. */
export function withOwnNotices(notices: Notices): {
  readonly notices: Notices;
  readonly tell: (principalOrConnectionId: string) => void;
} {
  const hearers = new Set<(payload: string) => void>();
  const on: Notices['on'] = (channel, hear) => {
    const stop = notices.on(channel, hear);
    if (channel !== PRINCIPAL_CHANNEL) return stop;
    hearers.add(hear);
    return () => {
      hearers.delete(hear);
      stop();
    };
  };
  return {
    notices: Object.create(notices, { on: { value: on } }) as Notices,
    tell: (id) => {
      for (const hear of hearers) hear(id);
    },
  };
}
