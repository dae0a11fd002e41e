import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** A mail server on loopback that takes what it is given. */
export interface MailServer {
  readonly url: string;
  /** Whole messages, as they came. */
  readonly taken: { readonly to: readonly string[]; readonly message: string }[];
  /** With what the next recipients are turned away, one after the other: an SMTP status. */
  readonly refusals: number[];
  close(): Promise<void>;
}

export async function openMailServer(): Promise<MailServer> {
  const taken: MailServer['taken'] = [];
  const refusals: number[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, done) {
      const responseCode = refusals.shift();
      done(responseCode === undefined ? null : Object.assign(new Error('Not now.'), { responseCode }));
    },
    onData(stream, { envelope }, done) {
      text(stream).then((message) => {
        taken.push({ to: envelope.rcptTo.map(({ address }) => address), message });
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    refusals,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
