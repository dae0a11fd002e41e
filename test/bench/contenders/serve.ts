/** Tells the bench where the contender listens, and on request what the operating system has counted for it. */
export function serve(url: string): void {
  process.on('message', () => process.send?.({ usage: process.cpuUsage(), memory: process.memoryUsage.rss() }));
  // The bench has gone, so nobody asks any more.
  process.on('disconnect', () => process.exit());
  process.send?.({ url });
}

/** What comes after the file's name on the command line. */
export function option(name: string): string | undefined {
  const prefix = `--${name}=`;
  return process.argv.find((word) => word.startsWith(prefix))?.slice(prefix.length);
}
