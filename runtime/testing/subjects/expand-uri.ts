type Parameters = Readonly<Record<string, unknown>>;

/** The address that a resource's template means for some parameters. */
export function expandUri(template: string, parameters: Parameters): string {
  return template
    .replace(/\{\?([\w,]+)\}$/, (_, names: string) => {
      const given = names.split(',').filter((name) => parameters[name] !== undefined);
      const pairs = given.map((name) => `${name}=${encodeURIComponent(String(parameters[name]))}`);
      return pairs.length > 0 ? `?${pairs.join('&')}` : '';
    })
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parameters[name])));
}
