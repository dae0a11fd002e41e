import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { emit } from '../../generator/emit/index.js';
import type { Action, Program } from '../../generator/model.js';
import { marketplace, rotateCredentials } from './marketplace-fixture.js';
import { place, tool } from './program-fixture.js';

const text = (program: Program, path: string): string => emit(program).find((file) => file.path === path)?.text ?? '';
const sections = (program: Program): readonly string[] => text(program, 'access.lock').trimEnd().split('\n\n').slice(1);

const action = (name: string, more: Partial<Action>): Action => ({
  ...{ name, place, requires: [], needs: [], refuses: [], writeMode: 'read', effects: [] },
  ...{ destructive: false, idempotent: true, confirm: false },
  ...more,
});

describe('access.lock', () => {
  it('tells for each principal the first gate that refuses', () => {
    expect(sections(marketplace)).toEqual([
      [
        'marketplace/projects/rotate_credentials',
        '  developer  allowed',
        '  read-only  WRITE_NOT_ALLOWED write_gate',
        '  seller  FORBIDDEN audience buyer',
        '  staff  MISSING_WORKSPACE_CONTEXT context org',
        '  viewer  FORBIDDEN privilege marketplace:project:rotate',
      ].join('\n'),
    ]);
  });

  it('has a section for each action, by what that action adds', () => {
    const manage = tool('manage', {
      ...{ module: 'marketplace', domain: 'projects', writeMode: 'delete', context: null },
      actions: [
        action('look', {}),
        action('turn', { writeMode: 'update', requires: [{ privilege: 'marketplace:project:rotate' }] }),
      ],
    });
    expect(sections({ ...marketplace, tools: [manage] })).toEqual([
      [
        'marketplace/projects/manage look',
        '  developer  allowed',
        '  read-only  allowed',
        '  seller  FORBIDDEN audience buyer',
        '  staff  FORBIDDEN audience buyer',
        '  viewer  allowed',
      ].join('\n'),
      [
        'marketplace/projects/manage turn',
        '  developer  allowed',
        '  read-only  WRITE_NOT_ALLOWED write_gate',
        '  seller  FORBIDDEN audience buyer',
        '  staff  FORBIDDEN audience buyer',
        '  viewer  FORBIDDEN privilege marketplace:project:rotate',
      ].join('\n'),
    ]);
  });

  it('tells for which arguments a privilege that depends on them is held', () => {
    const read = (values: readonly string[]) =>
      tool('read', {
        ...{ module: 'marketplace', domain: 'projects', context: null },
        input: {
          kind: 'object',
          properties: [{ name: 'what', place, type: { kind: 'enum', values }, description: '', required: true }],
        },
        requires: [{ privilege: 'marketplace:project:{}', of: 'what' }],
      });
    const rows = (values: readonly string[]) =>
      sections({ ...marketplace, tools: [read(values)] })[0]
        ?.split('\n')
        .slice(1, 2);
    expect(rows(['rotate', 'read'])).toEqual(['  developer  allowed where what is rotate']);
    expect(rows(['rotate'])).toEqual(['  developer  allowed']);
    expect(rows(['read'])).toEqual(['  developer  FORBIDDEN privilege marketplace:project:{what}']);
  });
});

describe('surface.lock', () => {
  const surface = (program: Program): Record<string, Record<string, unknown>> =>
    JSON.parse(text(program, 'surface.lock'));

  it('holds what clients see, each part with the hash of its compact JSON', () => {
    const { rotate_credentials: seen } = surface(marketplace);
    const { sha256, ...parts } = seen as { sha256: Record<string, string> };
    expect(Object.keys(parts)).toEqual(['title', 'description', 'annotations', 'inputSchema', 'outputSchema']);
    expect(parts).toMatchObject({
      title: 'Projects: Rotate project credentials',
      description: rotateCredentials.description,
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
      inputSchema: JSON.parse(text(marketplace, 'schemas/marketplace/projects/rotate_credentials.input.json')),
      outputSchema: JSON.parse(text(marketplace, 'schemas/marketplace/projects/rotate_credentials.output.json')),
    });
    const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');
    expect(sha256).toEqual(Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, hash(value)])));
  });

  it('annotates by the worst action', () => {
    const manage = tool('manage', {
      ...{ module: 'marketplace', domain: 'projects' },
      openWorld: true,
      actions: [
        action('look', {}),
        action('drop', { writeMode: 'delete', destructive: true, idempotent: false, effects: ['mail'] }),
      ],
    });
    expect(surface({ ...marketplace, tools: [manage] }).manage?.annotations).toEqual({
      ...{ readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
    });
  });
});
