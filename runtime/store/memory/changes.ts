import type { ChangeNotice, Changes } from '../changes.js';

/** Changes of this process alone. `tell` is for what else may change in it. */
export function createMemoryChanges(): Changes<unknown> & { readonly tell: (notice: ChangeNotice) => void } {
  const hearers = new Set<(notice: ChangeNotice) => void>();
  const tell = (notice: ChangeNotice) => {
    for (const hear of hearers) hear(notice);
  };
  return {
    tell,
    announce: async (changes) => async () => {
      for (const change of changes) tell({ kind: 'resource', change });
    },
    follow(hear) {
      hearers.add(hear);
      return () => void hearers.delete(hear);
    },
  };
}
