/**
 * Characters that change how text is read without being seen: controls (tab and line feed stay), unpaired surrogates,
 * soft hyphen, zero-width space, bidirectional marks, embeddings and isolates, byte-order marks, tag characters and the
 * variation selectors beside them. The joiners stay, which scripts and emoji need.
 */
const invisible =
  /(?![\t\n])\p{Cc}|\p{Surrogate}|[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e0fff}]/gu;

/** Text by strangers without the characters that a reader does not see and a model does. */
export function cleanText(text: string): string {
  return text.replace(invisible, '');
}

/** The same on one line and not longer than `length` characters, for messages. */
export function shortText(text: string, length: number): string {
  // Cut first, so that a long text costs no more than a short one.
  const line = cleanText(text.slice(0, length * 4)).replace(/\s+/g, ' ');
  const characters = [...line];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : line;
}
