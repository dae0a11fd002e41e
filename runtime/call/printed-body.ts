import type { Refusal } from './refusal.js';

/**
 * A refusal whose body stands printed in documents that clients were written by: `error` is a word there, the sentence is
 * `message`, and `code` is added.
 */
export function printedBody(refusal: Refusal, error: string, facts: { readonly [name: string]: unknown }): Refusal {
  return { ...refusal, body: { ...refusal.body, error, message: refusal.message, ...facts } };
}
