import type { Knex } from 'knex';

/**
 * Standard rates of value added tax and its likes in basis points, as in force in 2026: the European Union's as its
 * Commission lists them (https://europa.eu/youreurope/business/taxation/vat/vat-rules-rates), the others as their own
 * tax authorities do. Countries that tax by state or province (US, CA) have none: sales there are not taxed.
 */
const standardRates: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  VAT: {
    AT: 2000,
    BE: 2100,
    BG: 2000,
    CY: 1900,
    CZ: 2100,
    DE: 1900,
    DK: 2500,
    EE: 2400,
    ES: 2100,
    FI: 2550,
    FR: 2000,
    GR: 2400,
    HR: 2500,
    HU: 2700,
    IE: 2300,
    IT: 2200,
    LT: 2100,
    LU: 1700,
    LV: 2100,
    MT: 1800,
    NL: 2100,
    PL: 2300,
    PT: 2300,
    RO: 2100,
    SE: 2500,
    SI: 2200,
    SK: 2300,
    GB: 2000,
    CH: 810,
    LI: 810,
    IS: 2400,
    NO: 2500,
    AE: 500,
    CL: 1900,
    IL: 1800,
    KR: 1000,
    MX: 1600,
    TH: 700,
    TR: 2000,
    ZA: 1500,
  },
  GST: { AU: 1000, IN: 1800, NZ: 1500, SG: 900 },
  'Consumption tax': { JP: 1000 },
};

export const taxRates = {
  name: 'market-014-tax-rates',
  async up(db: Knex): Promise<void> {
    await db('tax_rate').insert(
      Object.entries(standardRates).flatMap(([name, of]) =>
        Object.entries(of).map(([country, basis_points]) => ({ country, name, basis_points })),
      ),
    );
  },
};
