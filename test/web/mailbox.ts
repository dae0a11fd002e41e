import type { Market } from '../market/market.js';

/** The newest mail to an address. Reading it takes a second: the clock of a test stands still, and mails are told apart by it. */
export async function lastMail(
  market: Market,
  to: string,
): Promise<{ readonly subject: string; readonly text: string }> {
  const mail = await market.db('mail').where({ recipient: to }).orderBy('created_at', 'desc').first('subject', 'text');
  if (mail === undefined) throw new Error(`Nothing was mailed to ${to}.`);
  market.setNow(new Date(market.now().getTime() + 1_000));
  return mail;
}

/** The path of the link of the newest mail to an address. */
export async function lastLink(market: Market, to: string): Promise<string> {
  const [link] = /\/account\/(?:confirm|reset)\?token=[\w-]+/.exec((await lastMail(market, to)).text) ?? [];
  if (link === undefined) throw new Error(`The newest mail to ${to} has no link.`);
  return link;
}
