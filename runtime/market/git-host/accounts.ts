/** An account that one can be at the local Git host: whoever is at the page says which. */
export interface HostAccount {
  /** Owns the repositories that begin with it. */
  readonly login: string;
  readonly id: number;
  readonly name: string;
}

export const hostAccounts: readonly HostAccount[] = [
  { login: 'forge', id: 1001, name: 'Forge' },
  { login: 'globex', id: 1002, name: 'Globex' },
  { login: 'visitor', id: 1003, name: 'Somebody else' },
];

export function accountOf(login: string): HostAccount | null {
  return hostAccounts.find((account) => account.login === login) ?? null;
}
