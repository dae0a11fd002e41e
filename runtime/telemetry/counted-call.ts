/** A finished call, as it is counted. */
export interface CountedCall {
  /** Null for a name that no tool has: what strangers make up never becomes a label. */
  readonly tool: string | null;
  /** `ok`, `input_required`, or an error code. */
  readonly outcome: string;
  /** Which gate refused. */
  readonly gate: string | null;
  readonly seconds: number;
  /** Of the request's body and of the answer's text. */
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** What keeps the counters. */
export interface Registry {
  count(call: CountedCall): void;
  /** All of them in Prometheus' text format, with its media type. */
  print(): Promise<{ readonly text: string; readonly mimeType: string }>;
}
