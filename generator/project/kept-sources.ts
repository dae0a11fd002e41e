import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSpec, type Source } from '../read/source.js';
import type { Project } from './project.js';

/**
 * The spec's sources over time. An unchanged file stays the same object, by which `compile` knows that it need not be
 * parsed again.
 */
export class KeptSources {
  #kept = new Map<string, Source>();

  constructor(private readonly project: Project) {}

  /** Every file, read anew: for the first time, and whenever files or modules come or go. */
  async readAll(): Promise<readonly Source[]> {
    const { root, spec } = this.project;
    const read = await readSpec(root, spec);
    this.#kept = new Map(read.map((source) => [source.path, this.#same(source)]));
    return [...this.#kept.values()];
  }

  /** Reads the named files alone (paths relative to the project), or all where one of them is new or gone. */
  async reread(paths: readonly string[]): Promise<readonly Source[]> {
    const changed = await Promise.all(paths.map((path) => this.#rereadOne(path)));
    if (changed.includes(null)) return this.readAll();
    for (const source of changed) if (source) this.#kept.set(source.path, this.#same(source));
    return [...this.#kept.values()];
  }

  async #rereadOne(path: string): Promise<Source | null> {
    const known = this.#kept.get(path);
    // server.yaml names the modules, so that it decides which files there are.
    if (known === undefined || path === `${this.project.spec}/server.yaml`) return null;
    const bytes = await readFile(join(this.project.root, path)).catch(() => null);
    return bytes && { ...known, bytes };
  }

  #same(source: Source): Source {
    const known = this.#kept.get(source.path);
    return known && Buffer.compare(known.bytes, source.bytes) === 0 ? known : source;
  }
}
