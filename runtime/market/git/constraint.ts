const NUMBERS =
  'v?\\d+(?:\\.(?:\\d+|[x*])){0,3}(?:[._-]?(?:stable|beta|b|rc|alpha|a|patch|pl|p)[.-]?\\d*)*(?:[.-]?dev)?';
const FLAG = '(?:@(?:stable|rc|beta|alpha|dev))?';
const REFERENCE = '(?:#[0-9a-f]+)?';
const ALONE = new RegExp(
  `^(?:(?:[<>!=]=?|<>|~|\\^)?\\s*${NUMBERS}(?:\\+\\S+)?|[x*](?:\\.[x*])*|dev-[^\\s,|@#]+|[^\\s,|@#]+-dev|self\\.version)?${FLAG}${REFERENCE}$`,
  'i',
);
const RANGE = new RegExp(`^${NUMBERS}${FLAG}\\s+-\\s+${NUMBERS}${FLAG}$`, 'i');

/**
 * Whether Composer understands a version constraint, such as `^1.2 || >=2.0 <2.5`. One that it does not understand would
 * keep it from reading any release of the package.
 */
export function isConstraint(text: string): boolean {
  const alternatives = text
    .trim()
    .replace(/\s+as\s+\S+$/i, '')
    .split(/\s*\|\|?\s*/);
  return alternatives.every((alternative) => {
    if (RANGE.test(alternative)) return true;
    const joined = alternative.replace(/([<>!=~^]=?)\s+/g, '$1');
    const all = joined.split(/\s*,\s*|\s+/);
    return all.every((one) => one !== '' && ALONE.test(one));
  });
}
