import type { Market } from '../market/market.js';

interface ReadMail {
  readonly subject: string;
  readonly text: string;
}

/** The newest mail to an address, or the newest of which the text has something. */
export async function lastMail(market: Market, to: string, having = ''): Promise<ReadMail> {
  const mail = await market
    .db('mail')
    .where({ recipient: to })
    .whereLike('text', `%${having}%`)
    .orderBy('created_at', 'desc')
    .first('subject', 'text');
  if (mail === undefined) throw new Error(`Nothing was mailed to ${to}.`);
  // Reading takes a second: the clock of a test stands still, and mails are told apart by it.
  market.setNow(new Date(market.now().getTime() + 1_000));
  return mail;
}

/** The path of the newest link that was mailed to an address. */
export async function lastLink(market: Market, to: string): Promise<string> {
  const { text } = await lastMail(market, to, '?token=');
  return /\/account\/(?:confirm|reset)\?token=[\w-]+/.exec(text)?.[0] ?? '';
}
