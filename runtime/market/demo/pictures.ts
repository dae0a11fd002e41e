/** The pictures of the news: drawn from a few shapes, in colours that can be told apart in the light and in the dark. */
const drawing = (shapes: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 200"><rect width="640" height="200" fill="#24445c"/>${shapes}</svg>`,
  );

const crate = (x: number, y: number) =>
  `<rect x="${x}" y="${y}" width="70" height="60" fill="#e0a458"/><rect x="${x}" y="${y + 26}" width="70" height="8" fill="#8a5a1f"/>`;

export const demoPictures = [
  {
    file_name: 'opening.svg',
    alt: 'Six crates, stacked in three rows.',
    content: drawing(
      [...[200, 285, 370].map((x) => crate(x, 130)), crate(243, 65), crate(328, 65), crate(285, 0)].join(''),
    ),
  },
  {
    file_name: 'keys.svg',
    alt: 'A new key in front of an old one.',
    content: drawing(
      ['#7d93a3', '#e0a458']
        .map((colour, index) => {
          const y = 75 + index * 45;
          return `<circle cx="240" cy="${y}" r="28" fill="none" stroke="${colour}" stroke-width="12"/><path d="M268 ${y}h150v22m-30-22v16" fill="none" stroke="${colour}" stroke-width="12"/>`;
        })
        .join(''),
    ),
  },
  {
    file_name: 'search.svg',
    alt: 'A magnifying glass over lines of text.',
    content: drawing(
      `<path d="M150 60h340M150 100h340M150 140h220" stroke="#7d93a3" stroke-width="10"/><circle cx="340" cy="90" r="50" fill="#24445c" stroke="#e0a458" stroke-width="12"/><path d="M376 126l52 52" stroke="#e0a458" stroke-width="14"/>`,
    ),
  },
  {
    file_name: 'review.svg',
    alt: 'A list of four points, three of them ticked.',
    content: drawing(
      [40, 80, 120, 160]
        .map((y, index) => {
          const tick = index < 3 ? `<path d="M206 ${y}l8 9 16-20" fill="none" stroke="#e0a458" stroke-width="7"/>` : '';
          return `<rect x="200" y="${y - 14}" width="28" height="28" fill="none" stroke="#7d93a3" stroke-width="4"/>${tick}<path d="M250 ${y}h190" stroke="#7d93a3" stroke-width="8"/>`;
        })
        .join(''),
    ),
  },
] as const;
