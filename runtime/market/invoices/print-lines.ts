import { showMoney } from '../money.js';
import type { InvoiceLine, InvoiceRecord } from './invoices.js';
import { type Paper, printable } from './paper.js';

/** Columns from the left, and how wide they are. */
interface Column {
  readonly heading: string;
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'right';
}

/** The positions as a table; one that does not fit any more goes to the next page, under the headings again. */
export function printLines(paper: Paper, { lines, currency }: InvoiceRecord): void {
  const { document, bottom } = paper;
  const columns = columnsOf(paper);
  printHeadings(paper, columns);
  for (const line of lines) {
    const cells = cellsOf(line, currency);
    const height = measure(paper, columns, cells);
    if (document.y + height > bottom) {
      document.addPage();
      printHeadings(paper, columns);
    }
    printRow(paper, columns, cells, height);
  }
  document.y += 12;
}

function columnsOf({ left, right }: Paper): readonly Column[] {
  return [
    { heading: 'Package', x: left, width: right - left - 245, align: 'left' },
    { heading: 'Licences', x: right - 235, width: 55, align: 'right' },
    { heading: 'Price', x: right - 170, width: 80, align: 'right' },
    { heading: 'Amount', x: right - 80, width: 80, align: 'right' },
  ];
}

/** The first cell has a second line, in small. */
interface Cells {
  readonly title: string;
  readonly small: string;
  readonly others: readonly string[];
}

function cellsOf(line: InvoiceLine, currency: string): Cells {
  const cadence = line.cadence === null ? '' : `, ${line.cadence}`;
  const vendor = line.vendor === '' ? '' : `, by ${line.vendor}`;
  return {
    title: line.title,
    small: `${line.composer_name}${vendor}${cadence}`,
    others: [String(line.quantity), showMoney(line.unit_minor, currency), showMoney(line.total_minor, currency)],
  };
}

function printHeadings(paper: Paper, columns: readonly Column[]): void {
  const { document } = paper;
  const { y } = document;
  document.font('text').fontSize(8.5).fillColor(paper.inks.quiet);
  for (const { heading, x, width, align } of columns) document.text(heading, x, y, { width, align });
  rule(paper, y + 15);
}

function measure(paper: Paper, [first]: readonly Column[], { title, small }: Cells): number {
  const { document } = paper;
  const width = first?.width ?? 0;
  const titled = document.font('text').fontSize(10).heightOfString(printable(paper, title), { width });
  return titled + document.fontSize(8.5).heightOfString(printable(paper, small), { width }) + 16;
}

function printRow(paper: Paper, columns: readonly Column[], cells: Cells, height: number): void {
  const { document, inks } = paper;
  const { y } = document;
  const [first, ...rest] = columns;
  const width = first?.width ?? 0;
  document.font('text').fontSize(10).fillColor(inks.text).text(printable(paper, cells.title), first?.x, y, { width });
  document
    .fontSize(8.5)
    .fillColor(inks.quiet)
    .text(printable(paper, cells.small), first?.x, document.y + 1, { width });
  document.fontSize(9.5).fillColor(inks.text);
  for (const [index, column] of rest.entries()) {
    document.text(cells.others[index] ?? '', column.x, y, { width: column.width, align: column.align });
  }
  rule(paper, y + height - 6);
}

function rule({ document, inks, left, right }: Paper, y: number): void {
  document.moveTo(left, y).lineTo(right, y).lineWidth(0.7).strokeColor(inks.line).stroke();
  document.y = y + 8;
}
