/** What a password is at least and at most, in characters as a person counts them. */
export const shortestPassword = 10;
export const longestPassword = 1_000;

/** The same letters are the same password, however a keyboard makes them. */
export function normalPassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * Why a password will not do, in a sentence; null where it will. The rule is NIST SP 800-63B's (length, and nothing that is
 * among the first to be tried; no mixture of kinds of characters). In the place of a long list of the commonest ones it takes out
 * what those are made of: words, rows of keys, repetition, years. Too little must not be all that is left. `own`: words of the
 * person and of the server, such as names.
 */
export function passwordProblem(password: string, own: readonly string[]): string | null {
  const normal = normalPassword(password);
  const { length } = [...normal];
  if (length < shortestPassword) {
    return `Take a password of at least ${shortestPassword} characters. A few words in a row are easy to keep in mind.`;
  }
  if (length > longestPassword) return `Take a password of at most ${longestPassword} characters.`;
  if (new Set(withoutTheUsual(normal, own)).size < 4) {
    return 'This password is among the first that anybody would try: common words, rows of keys, years or your own name. Take another one.';
  }
  return null;
}

/** What the commonest passwords of the published lists are made of. */
const commonWords = [
  ...['password', 'passwort', 'passwd', 'passw', 'pass', 'secret', 'login', 'welcome', 'letmein', 'changeme', 'access'],
  ...['default', 'admin', 'administrator', 'root', 'user', 'guest', 'test', 'demo', 'master', 'iloveyou', 'loveyou'],
  ...['love', 'princess', 'sunshine', 'dragon', 'monkey', 'football', 'baseball', 'superman', 'batman', 'pokemon'],
  ...['starwars', 'shadow', 'michael', 'jordan', 'liverpool', 'computer', 'internet', 'whatever', 'trustno', 'hello'],
  ...['freedom', 'summer', 'winter', 'spring', 'autumn', 'flower', 'charlie', 'jesus', 'ninja', 'mustang', 'google'],
];

const rows = [
  ...['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'qwertzuiop', 'azertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ...[
    '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
    'qazwsxedcrfvtgbyhnujmikolp',
    '1q2w3e4r5t6y7u8i9o0p',
    'q1w2e3r4t5y6u7i8o9p0',
  ],
].flatMap((row) => [row, [...row].reverse().join('')]);

/** Signs that stand for letters. */
const disguises: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
  '!': 'i',
};

function withoutTheUsual(password: string, own: readonly string[]): string {
  const words = [...commonWords, ...own.flatMap(wordsOf)].sort((a, b) => b.length - a.length);
  const plain = password.toLowerCase();
  // As it stands, so that rows of digits are seen, and then with the letters that its signs stand for.
  const first = withoutWords(withoutRows(plain.replace(/(?:19|20)\d\d/g, '')), words);
  return withoutWords([...first].map((sign) => disguises[sign] ?? sign).join(''), words);
}

/** Without each piece of three signs or more that is a row of keys, or one sign again and again. */
function withoutRows(text: string): string {
  let left = '';
  for (let at = 0; at < text.length; ) {
    let end = at + 1;
    while (end < text.length && isRow(text.slice(at, end + 1))) end += 1;
    if (end - at < 3) {
      left += text[at];
      end = at + 1;
    }
    at = end;
  }
  return left;
}

function isRow(piece: string): boolean {
  return rows.some((row) => row.includes(piece)) || piece === piece.charAt(0).repeat(piece.length);
}

function withoutWords(text: string, words: readonly string[]): string {
  return words.reduce((left, word) => left.replaceAll(word, ''), text);
}

/** Words of names and addresses; shorter ones are in too much. */
function wordsOf(text: string): readonly string[] {
  return normalPassword(text)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 4);
}
