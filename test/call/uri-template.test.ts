import { describe, expect, test } from 'vitest';
import { uriMatcher } from '../../runtime/call/subjects/uri-template.js';
import { expandUri } from '../../runtime/testing/subjects/expand-uri.js';

describe('an address without parts', () => {
  const match = uriMatcher('market://roles?all=true');
  test('is itself alone, sign for sign', () => {
    expect(match('market://roles?all=true')).toEqual({});
    for (const other of ['market://roles', 'market://roles?all=true&x=1', 'market://rolesX', 'marketX//roles?all=true'])
      expect(match(other)).toBeNull();
  });
});

describe('a template', () => {
  const match = uriMatcher('market://projects/{id}/{file}.json{?month,year}');

  test.each([
    ['market://projects/p1/auth.json', { id: 'p1', file: 'auth' }],
    ['market://projects/a%2Fb/%C3%BC.json', { id: 'a/b', file: 'ü' }],
    ['market://projects/p1/a.b.json?year=2026', { id: 'p1', file: 'a.b', year: '2026' }],
    ['market://projects/p1/a.json?year=20%2026&month=1', { id: 'p1', file: 'a', year: '20 26', month: '1' }],
    ['market://projects/p1/a.json?month', { id: 'p1', file: 'a', month: '' }],
    ['market://projects/__proto__/a.json', { id: '__proto__', file: 'a' }],
  ])('reads %s', (uri, parameters) => {
    expect(match(uri)).toEqual(parameters);
  });

  test.each([
    ['an empty part', 'market://projects//auth.json'],
    ['a part too many', 'market://projects/p1/x/auth.json'],
    ['another end', 'market://projects/p1/auth.yaml'],
    ['more behind', 'market://projects/p1/auth.json/x'],
    ['a query that is not declared', 'market://projects/p1/auth.json?day=1'],
    ['a query twice', 'market://projects/p1/auth.json?month=1&month=2'],
    ['an empty query', 'market://projects/p1/auth.json?'],
    ['a fragment', 'market://projects/p1/auth.json#x'],
    ['a broken escape', 'market://projects/%zz/auth.json'],
    ['half a character', 'market://projects/%C3/auth.json'],
    ['another scheme', 'xmarket://projects/p1/auth.json'],
    ['no end', `market://projects/p1/${'a'.repeat(2_000)}.json`],
  ])('does not read %s', (_, uri) => {
    expect(match(uri)).toBeNull();
  });

  test('reads back what is put into it', () => {
    const parameters = { id: 'a/b c?d#e%', file: 'ü&=', month: '1&2=3' };
    expect(match(expandUri('market://projects/{id}/{file}.json{?month,year}', parameters))).toEqual(parameters);
  });

  test('takes no longer for what nearly fits', () => {
    const slow = uriMatcher('a://{a}aa/{b}aa/{c}aa/{d}ab');
    expect(slow(`a://${'a'.repeat(600)}/${'a'.repeat(600)}/${'a'.repeat(600)}/${'a'.repeat(100)}`)).toBeNull();
  });
});
