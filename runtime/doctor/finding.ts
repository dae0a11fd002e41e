/** The stations of a client's way to a server's tools, in their order. */
export const stations = {
  address: 'Address',
  endpoint: 'MCP endpoint',
  resource: 'Protected-resource metadata',
  issuer: 'Authorization server',
  registration: 'Registration',
  token: 'Token',
  tools: 'Tools',
} as const;

export type Station = keyof typeof stations;

/** What was found at one of them, in a sentence. */
export interface Finding {
  readonly station: Station;
  /** `warning`: clients get by, some of them or not for long. `bad`: they do not. */
  readonly outcome: 'good' | 'warning' | 'bad';
  readonly told: string;
  /** What to do about it; absent where all is well. */
  readonly mend?: string;
}

/** A finding beyond which there is no way. */
export class DeadEnd extends Error {
  override readonly name = 'DeadEnd';

  constructor(
    readonly station: Station,
    told: string,
    readonly mend: string,
  ) {
    super(told);
  }

  get finding(): Finding {
    return { station: this.station, outcome: 'bad', told: this.message, mend: this.mend };
  }
}
