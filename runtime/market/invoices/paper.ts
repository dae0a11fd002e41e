/** Where an invoice is printed, within its margins. */
export interface Paper {
  readonly document: PDFKit.PDFDocument;
  readonly inks: Readonly<Record<'text' | 'quiet' | 'line' | 'good' | 'bad', string>>;
  readonly left: number;
  readonly right: number;
  /** How far down a line may reach. */
  readonly bottom: number;
}

/** What the library keeps of the font in use, beyond its types. */
interface UsedFont {
  readonly font: { hasGlyphForCodePoint(point: number): boolean };
}

/** A text as the font in use can print it: invisible signs are left out, and what it has no picture of is □. */
export function printable({ document }: Paper, text: string): string {
  const { font } = (document as unknown as { readonly _font: UsedFont })._font;
  return [...text.normalize('NFC').replace(/\p{C}/gu, '')]
    .map((sign) => (font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0) ? sign : '□'))
    .join('');
}
