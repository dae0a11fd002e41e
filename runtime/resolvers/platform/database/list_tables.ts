import type { Resolver } from '../../../../generated/tools/platform/database/list_tables.js';
import { tables } from '../../../market/queries/views.js';

export const listTables = (): Resolver => async () => ({ tables: [...tables] });
