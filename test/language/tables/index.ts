import type { Migration } from '../../../runtime/store/postgres/migrate.js';
import { archive } from './archive.js';
import { garden } from './garden.js';
import { gifts } from './gifts.js';
import { kiln } from './kiln.js';
import { ledger } from './ledger.js';
import { library } from './library.js';
import { people } from './people.js';
import { planning } from './planning.js';
import { stock } from './stock.js';

/** The tables of every domain, each with its rows: the whole demo data. */
export const tables: readonly Migration[] = [people, archive, garden, gifts, kiln, ledger, library, planning, stock];
