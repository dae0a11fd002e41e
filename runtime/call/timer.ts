/** Calls `fire` after so many milliseconds; what it returns calls that off. */
export type Timer = (ms: number, fire: () => void) => () => void;

export const wallTimer: Timer = (ms, fire) => {
  const timeout = setTimeout(fire, ms);
  return () => clearTimeout(timeout);
};
