/** A piece of a text, with where it leads if it is an address. */
export interface Part {
  readonly text: string;
  readonly href: string | null;
}

/** Up to the next space or sign that no address holds unescaped; a full stop after it is the sentence's. */
const ADDRESS = /(https?:\/\/[^\s<>"'`{}|\\^]*[^\s<>"'`{}|\\^.,;:!?)\]])/;

/** Cuts a plain text at its web addresses. What is shown of a link is exactly where it leads. */
export function withLinks(text: string): readonly Part[] {
  return text
    .split(ADDRESS)
    .map((piece, index) => ({ text: piece, href: index % 2 === 1 && URL.canParse(piece) ? piece : null }))
    .filter((part) => part.text !== '');
}
