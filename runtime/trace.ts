const traceparent = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?$/;

/** The trace id of a W3C `traceparent`, or null where it is absent or malformed (which the standard says to ignore). */
export function traceIdOf(value: unknown): string | null {
  return typeof value === 'string' ? (traceparent.exec(value)?.[1] ?? null) : null;
}

/** A new trace id: 32 hex digits. */
export function newTraceId(): string {
  return hexDigits(4);
}

/** A new span id: 16 hex digits. */
export function newSpanId(): string {
  return hexDigits(2);
}

/**
 * Eight digits a word, not all of them zero, which the standard reserves. They tell calls apart and guard nothing, so
 * they are not drawn from the system's entropy, which takes longer than all the gates of a call.
 */
function hexDigits(words: number): string {
  let digits = '';
  for (let word = 0; word < words; word += 1) {
    digits += Math.floor(Math.random() * 0xffff_ffff + 1)
      .toString(16)
      .padStart(8, '0');
  }
  return digits;
}
