import { BadRelease } from './bad-release.js';
import { isConstraint } from './constraint.js';
import { type ReleaseVersion, releaseOf } from './release-version.js';

/** What Composer needs to know of a release: the keys of its `composer.json` that a repository passes on. */
export interface Manifest {
  readonly name: string;
  readonly description?: string;
  readonly type?: string;
  readonly keywords?: readonly string[];
  readonly [key: string]: unknown;
}

type Form = (value: unknown) => boolean;

const isText: Form = (value) => typeof value === 'string';
const isTexts: Form = (value) => Array.isArray(value) && value.every(isText);
const isObject: Form = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** PHP writes an empty object as an empty list. */
const isMap: Form = (value) => isObject(value) || (Array.isArray(value) && value.length === 0);
const isObjects: Form = (value) => Array.isArray(value) && value.every(isObject);
const isTextOrTexts: Form = (value) => isText(value) || isTexts(value);
const isLinks: Form = (value) =>
  isMap(value) && Object.values(value as object).every((each) => typeof each === 'string' && isConstraint(each));

/** By Composer's schema (getcomposer.org/doc/04-schema.md); what stands only in a root package is left out. */
const forms: Readonly<Record<string, readonly [Form, string]>> = {
  description: [isText, 'be text'],
  type: [isText, 'be text'],
  keywords: [isTexts, 'be a list of texts'],
  homepage: [isText, 'be text'],
  license: [isTextOrTexts, 'be text or a list of texts'],
  authors: [isObjects, 'be a list of objects'],
  support: [isMap, 'be an object'],
  funding: [isObjects, 'be a list of objects'],
  require: [isLinks, 'map package names to version constraints'],
  'require-dev': [isLinks, 'map package names to version constraints'],
  conflict: [isLinks, 'map package names to version constraints'],
  replace: [isLinks, 'map package names to version constraints'],
  provide: [isLinks, 'map package names to version constraints'],
  suggest: [(value) => isMap(value) && Object.values(value as object).every(isText), 'map package names to texts'],
  autoload: [isMap, 'be an object'],
  'autoload-dev': [isMap, 'be an object'],
  'include-path': [isTexts, 'be a list of texts'],
  bin: [isTextOrTexts, 'be text or a list of texts'],
  extra: [isMap, 'be an object'],
  'php-ext': [isMap, 'be an object'],
};

/** As Composer demands of new packages. */
const NAME = /^[a-z0-9](?:[_.-]?[a-z0-9]+)*\/[a-z0-9](?:(?:[_.]|-{1,2})?[a-z0-9]+)*$/;

/** NUL and half of a surrogate pair, as JSON escapes them: PostgreSQL keeps neither, and no manifest needs them. */
const UNKEPT = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/** Reads the `composer.json` of a tag. Throws BadRelease with what is wrong in it. */
export function readManifest(text: string, release: ReleaseVersion): Manifest {
  const given = parse(text);
  const { name, version } = given;
  if (typeof name !== 'string' || name.length > 120 || !NAME.test(name)) {
    throw new BadRelease('Its composer.json has no valid name, such as acme/widgets.');
  }
  if (version !== undefined && (typeof version !== 'string' || releaseOf(version)?.normalized !== release.normalized)) {
    throw new BadRelease('Its composer.json gives another version than the tag. Leave the version out.');
  }
  const kept: Record<string, unknown> = { name };
  for (const [key, [fits, demand]] of Object.entries(forms)) {
    const value = given[key];
    if (value === undefined || value === null) continue;
    if (!fits(value)) throw new BadRelease(`The "${key}" of its composer.json has to ${demand}.`);
    kept[key] = value;
  }
  return kept as Manifest;
}

function parse(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new BadRelease('Its composer.json is not valid JSON.');
  }
  if (!isObject(value)) throw new BadRelease('Its composer.json is not a JSON object.');
  if (UNKEPT.test(JSON.stringify(value))) throw new BadRelease('Its composer.json holds signs that no text has.');
  return value as Readonly<Record<string, unknown>>;
}
