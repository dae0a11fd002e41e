import { sep } from 'node:path';
import { watch } from 'chokidar';
import type { Project } from './project.js';

/**
 * So long we wait before reading what has changed. chokidar tells nothing of a file for 50 ms after it told of it, so that
 * a formatter's second write just after the editor's would be missed if the file were read sooner.
 */
const settleMs = 60;

export interface SpecChanges extends AsyncIterable<readonly string[]> {
  /** Watches more folders, relative to the project: modules may lie beside `spec/`. */
  readonly follow: (folders: readonly string[]) => void;
}

/**
 * The YAML files of a project that come, change or go from now on, as lists of paths relative to it, until Ctrl-C. What
 * changes while a list is being dealt with is in the next one.
 */
export async function specChanges(project: Project): Promise<SpecChanges> {
  const changed = new Set<string>();
  let stopped = false;
  let wake = (): void => {};
  const watcher = watch(project.spec, { cwd: project.root, ignoreInitial: true });
  watcher.on('all', (_event, path) => {
    if (!/\.ya?ml$/.test(path)) return;
    changed.add(path.split(sep).join('/'));
    wake();
  });
  const stop = (): void => {
    stopped = true;
    wake();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  await new Promise<void>((resolve) => void watcher.once('ready', resolve));

  async function* lists(): AsyncGenerator<readonly string[]> {
    try {
      while (!stopped) {
        if (changed.size === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        await new Promise((resolve) => void setTimeout(resolve, settleMs));
        const list = [...changed];
        changed.clear();
        if (list.length > 0 && !stopped) yield list;
      }
    } finally {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      await watcher.close();
    }
  }
  return { follow: (folders) => void watcher.add([...folders]), [Symbol.asyncIterator]: lists };
}
