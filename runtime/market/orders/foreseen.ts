import { type DeclaredFailure, fillMessage, type Tool } from 'toolwright/runtime';

/** As a composite tells what has come of an item whose step was refused. */
export interface Foreseen {
  readonly status: 'failed' | 'needs_person';
  readonly error: string;
  readonly url?: string;
  readonly next?: string;
}

/** What a step would refuse, in the words in which its tool declares it. `values`: its arguments that the words name. */
export function foreseen(
  { name, errors }: Pick<Tool, 'name' | 'errors'>,
  { code, data }: DeclaredFailure<string, object>,
  values: { readonly package?: string } = {},
): Foreseen {
  const declared = errors?.[code];
  if (declared === undefined) throw new Error(`'${name}' does not declare ${code}.`);
  const error = fillMessage(declared.message, { ...values, ...data });
  const url = 'url' in data ? String(data.url) : undefined;
  return {
    status: url === undefined ? 'failed' : 'needs_person',
    error,
    ...(url !== undefined && { url }),
    ...(declared.next && { next: declared.next.tool }),
  };
}
