import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, run } from './processes.js';

/** Composer with a home and a cache in the project's folder, so that it knows nothing from before. */
function composer(folder: string, ...words: readonly string[]): Promise<Ended> {
  const env = { COMPOSER_HOME: join(folder, '.composer'), COMPOSER_NO_INTERACTION: '1', COMPOSER_ALLOW_SUPERUSER: '1' };
  return run('composer', ['--no-ansi', ...words], { cwd: folder, env });
}

/** `composer require`; the version that was installed, in Composer's words. */
export async function installWith(folder: string, name: string): Promise<string> {
  const { code, output } = await composer(folder, 'require', name);
  if (code !== 0 || !existsSync(join(folder, 'vendor', name, 'composer.json')))
    throw new Error(`Composer does not install ${name}: ${output}`);
  return /- Installing .*/.exec(output)?.[0] ?? output;
}

/** The same project anew, without what was downloaded: rejects where Composer installs it all the same. */
export async function refusedWith(folder: string, name: string): Promise<string> {
  for (const kept of ['vendor', '.composer']) rmSync(join(folder, kept), { recursive: true, force: true });
  const { code, output } = await composer(folder, 'update');
  if (code === 0) throw new Error(`Composer still installs ${name}: ${output}`);
  return (
    output
      .split('\n')
      .find((line) => line.includes(name))
      ?.trim() ?? output
  );
}
