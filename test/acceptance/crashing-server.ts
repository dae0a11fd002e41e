import { pino } from 'pino';
import { wallTimer } from '../../runtime/call/timer.js';
import { createMarketplace } from '../../runtime/market/marketplace.js';
import { createPostgresLimiter } from '../../runtime/store/postgres/limiter.js';
import { createPool } from '../../runtime/store/postgres/pool.js';
import { startLanguage } from '../language/start.js';
import { secrets } from '../market/market.js';

/**
 * A server of one of the two programs as a process of its own, to be killed: `crashing-server.ts <program>`, the
 * database in DATABASE_URL, the services outside in OUTSIDE_URL, and in PUBLIC_URL the address that people use of the
 * marketplace, where it is not the one listened on.
 */
const { DATABASE_URL: source = '', OUTSIDE_URL: outside = '', PUBLIC_URL: publicUrl, PORT: port = '0' } = process.env;
const log = pino({ level: 'error' }, process.stderr);

const server =
  process.argv[2] === 'marketplace'
    ? await createMarketplace({
        ...{ source, secrets, demo: true, log },
        // As in test/language/start.ts: only a notice ends what is remembered of a caller.
        callerClock: () => 0,
        ...(publicUrl && { publicUrl }),
        ...(outside && { outside: { allowed: [outside], aliases: { 'https://hooks.example': outside } } }),
      })
    : await startLanguage({
        ...{ source, outside, poolSize: 4, secrets, log, timer: wallTimer },
        limiter: createPostgresLimiter(createPool(source, 1)),
      });
const { url } = await server.listen(Number(port), '127.0.0.1');
process.stdout.write(`The marketplace serves ${url}\nready\n`);
