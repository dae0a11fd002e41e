import type { Command } from 'commander';

/** `toolwright serve [--stdio]`: starts the project's own server. */
export function register(cli: Command): void {
  cli
    .command('serve')
    .description("Serve the project's tools over HTTP, or to one client over standard input and output.")
    .option('--stdio', 'serve one client over standard input and output')
    .addHelpText('after', help)
    .action(async ({ stdio }: { stdio?: true }) => {
      const { serveHttp, serveStdio } = await import('../serve-project.js');
      try {
        await (stdio ? serveStdio(process.cwd()) : serveHttp(process.cwd()));
      } catch (error) {
        if (process.env.DEBUG) throw error;
        console.error((error as Error).message);
        process.exitCode = 1;
      }
    });
}

const help = `
package.json names the module that makes the server, as "toolwright": { "server": "server.ts" }; it exports a function
\`open\` that answers a server of \`createServer\`. Over HTTP, PORT and HOST say where (3000 on 127.0.0.1). Over
standard input and output, the client is whose API key TOOLWRIGHT_KEY holds, and logs go to standard error.`;
