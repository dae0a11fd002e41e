/** The address of a repository as it is kept and compared: nothing behind its path. What is no address stays as it is. */
export function repositoryUrl(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  url.search = '';
  url.hash = '';
  return url.href.replace(/\/+$/, '');
}
