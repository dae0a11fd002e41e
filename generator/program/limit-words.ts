import type { Program, Tool } from '../model.js';

/** What a tool's calls are limited to beside the server's time limit: `7 s`, `30 a minute`, `quota 3`, `2 at once`. */
export function limitWords({ server }: Program, { limits }: Tool): readonly string[] {
  const { timeoutMs, timeoutParameter, quota, concurrent } = limits;
  const rate = limits.rate ?? server.limits.rate;
  const time = timeoutParameter
    ? `${timeoutParameter.name}: ${timeoutParameter.default} s, at most ${timeoutParameter.max}`
    : timeoutMs && `${timeoutMs / 1000} s`;
  return [
    ...(time ? [time] : []),
    ...(rate ? [`${rate.calls} a ${rate.per}`] : []),
    ...(quota ? [`quota ${quota}`] : []),
    ...(concurrent ? [`${concurrent} at once`] : []),
  ];
}
