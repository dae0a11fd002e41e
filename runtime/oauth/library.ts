import type { Log } from '../call/call.js';

export type Library = typeof import('oidc-provider');

let library: Promise<Library> | undefined;

/** oidc-provider, which takes a moment to load: with the first request that needs it. What it says while it loads is for the log. */
export function loadLibrary(log: Log): Promise<Library> {
  library ??= withoutConsole(log, () => import('oidc-provider'));
  library.catch(() => {
    library = undefined;
  });
  return library;
}

/** It has no logger of its own and writes to the console, by name. */
export async function withoutConsole<T>(log: Log, run: () => T | Promise<T>): Promise<T> {
  const { warn, info } = console;
  const instead = (write: typeof warn): typeof warn => {
    return (first: unknown, ...rest: unknown[]) => {
      if (typeof first === 'string' && first.includes('oidc-provider ')) log.debug({}, first);
      else write.call(console, first, ...rest);
    };
  };
  const quiet = { warn: instead(warn), info: instead(info) };
  Object.assign(console, quiet);
  try {
    return await run();
  } finally {
    // Whoever has put another one there in the meantime keeps it.
    if (console.warn === quiet.warn) console.warn = warn;
    if (console.info === quiet.info) console.info = info;
  }
}
