import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Commands that leave no row, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'serve.ts': 'it serves: what is done through it leaves its own rows',
  'doctor.ts': 'it asks servers as a client does, and touches no database',
  'stats.ts': 'it reads figures, and changes nothing',
  'migrate.ts': 'it makes the table of the audit itself; what has been applied stands in toolwright.migration',
};

const folder = new URL('../../runtime/commands/', import.meta.url);

test('every command on the database puts what it changes into the audit, in its transaction', () => {
  const commands = readdirSync(folder).filter((file) => read(file).includes('export function register('));
  expect(commands).toContain('key.ts');
  const unaudited = commands.filter((file) => !/\b(?:auditCommand|turnSwitch)\(/.test(read(file)));
  expect(unaudited.sort()).toEqual(Object.keys(exceptions).sort());
});

function read(file: string): string {
  return readFileSync(new URL(file, folder), 'utf8');
}
