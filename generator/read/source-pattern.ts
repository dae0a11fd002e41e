/** A pattern such as `./spec/*`, folder by folder. */
export function stepsOf(pattern: string): readonly string[] {
  return pattern.split('/').filter((step) => step !== '.' && step !== '');
}

/** Whether a folder's name fits a step in which `*` stands for anything. */
export function matchesStep(step: string, name: string): boolean {
  const [first = '', ...rest] = step.split('*');
  if (rest.length === 0) return step === name;
  const last = rest.pop()!;
  const middle = name.slice(first.length, name.length - last.length);
  const fits = name.startsWith(first) && name.endsWith(last) && name.length >= first.length + last.length;
  return fits && rest.every((part) => middle.includes(part));
}
