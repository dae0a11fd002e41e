import { createSigner } from '../../auth/signer.js';

/** How long an address of an invoice is good for. */
const MINUTES = 15;

/** Addresses at which whoever has one reads an invoice, for a quarter of an hour. */
export interface InvoiceLinks {
  link(invoiceId: string, now: Date): { readonly url: string; readonly expiresAt: Date };
  /** Whether we made this address, and it is still good. */
  check(sent: SentLink, now: Date): 'good' | 'expired' | 'altered';
}

/** What comes with a request for an invoice. */
export interface SentLink {
  readonly invoiceId: string;
  /** Seconds since 1970. */
  readonly expires: string;
  readonly signature: string;
}

/** The signature covers the invoice and the moment: neither can be changed. `publicUrl`: where the server is reached. */
export function createInvoiceLinks(secrets: readonly string[], publicUrl: () => string): InvoiceLinks {
  const signer = createSigner(secrets, 'marketplace invoices');
  const words = (id: string, expires: string) => `${id} ${expires}`;
  return {
    link(id, now) {
      const seconds = Math.floor(now.getTime() / 1000) + MINUTES * 60;
      const signature = signer.sign(words(id, String(seconds)));
      return {
        url: `${publicUrl()}/invoices/${id}.pdf?expires=${seconds}&signature=${signature}`,
        expiresAt: new Date(seconds * 1000),
      };
    },
    check({ invoiceId, expires, signature }, now) {
      if (!signer.verifies(words(invoiceId, expires), signature)) return 'altered';
      return Number(expires) * 1000 > now.getTime() ? 'good' : 'expired';
    },
  };
}
