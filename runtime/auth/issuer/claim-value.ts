/** What a token says, as its issuer wrote it. */
export type ClaimSet = Readonly<Record<string, unknown>>;

/** A claim by its name, or, where no claim is called so, by its path: `realm_access.roles`. */
export function claimValue(claims: ClaimSet, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split('.').reduce<unknown>((value, step) => {
    const inner = typeof value === 'object' && value !== null ? (value as ClaimSet) : {};
    return Object.hasOwn(inner, step) ? inner[step] : undefined;
  }, claims);
}

/** A claim that says one thing: a text that is not empty, or a number. Null for anything else. */
export function oneOf(claims: ClaimSet, name: string): string | null {
  const value = claimValue(claims, name);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A claim that may say several things: a list, or a text with spaces between (as `scope` has them). */
export function allOf(claims: ClaimSet, name: string): readonly string[] | null {
  const value = claimValue(claims, name);
  if (typeof value === 'string') return value.split(' ').filter((part) => part !== '');
  return Array.isArray(value) ? value.filter((part): part is string => typeof part === 'string') : null;
}
