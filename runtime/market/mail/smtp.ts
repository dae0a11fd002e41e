/** A server that takes mails, and the address that they come from. */
export interface SmtpSettings {
  /** `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte. */
  readonly url: string;
  readonly from: string;
}

export interface Letter {
  /** Bears the mail's id, so that whoever gets it twice can tell. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly date: Date;
}

/** Hands a mail to the server; rejects where it does not take it. */
export type Smtp = (letter: Letter) => Promise<void>;

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

/** A connection for each mail: there are few, and none is held open for the next. */
export function createSmtp({ url, from }: SmtpSettings): Smtp {
  return async ({ to, ...letter }) => {
    const { createTransport } = await import('nodemailer');
    const transport = createTransport({
      url,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      // As an object it is one address, whatever commas it holds.
      await transport.sendMail({ ...letter, from, to: { name: '', address: to } });
    } finally {
      transport.close();
    }
  };
}

/** Whether the server has said that it will never take this mail: an answer of 5xx, by RFC 5321. */
export function isRefusal(error: unknown): boolean {
  const code = (error as { responseCode?: unknown }).responseCode;
  return typeof code === 'number' && code >= 500 && code < 600;
}
