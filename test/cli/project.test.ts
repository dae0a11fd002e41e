import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findProject, resolverPath } from '../../generator/project/project.js';
import { scratch } from './scratch.js';

test('the nearest package.json with a toolwright section is the project, found from any folder in it', () => {
  const root = scratch({
    'package.json': '{ "toolwright": { "resolvers": "resolvers" } }',
    'spec/shop/package.json': '{ "name": "not-a-project" }',
    'spec/shop/orders/list.yaml': '',
  });
  const project = { root, spec: 'spec', generated: 'generated', resolvers: 'resolvers' };
  expect(findProject(root)).toEqual(project);
  expect(findProject(join(root, 'spec/shop/orders'))).toEqual(project);
  expect(resolverPath(project, { module: 'shop', domain: 'orders', stem: 'list' })).toBe(
    'resolvers/shop/orders/list.ts',
  );
});

test('without a section, spec/server.yaml makes a project with the default folders', () => {
  const root = scratch({ 'package.json': '{}', 'spec/server.yaml': '' });
  expect(findProject(root)).toEqual({ root, spec: 'spec', generated: 'generated', resolvers: 'runtime/resolvers' });
});

test('outside any project the message says where it looked and how to begin one', () => {
  const folder = scratch();
  expect(() => findProject(folder)).toThrow(
    `There is no Toolwright project at ${folder} or above it: no package.json has a "toolwright" section and no folder holds spec/server.yaml. Change into a project, or begin one with \`npx toolwright init <dir>\`.`,
  );
});

test.each([
  ['{ "toolwright": [] }', '"toolwright" in FILE must be an object such as { "spec": "spec" }.'],
  ['{ "toolwright": { "spec": 3 } }', '"toolwright.spec" in FILE must be the path of a folder.'],
  [
    '{ "toolwright": { "generated": "../out" } }',
    '"toolwright.generated" in FILE is "../out", but must be a folder inside the project, such as "spec".',
  ],
  [
    '{ "toolwright": { "generated": "." } }',
    '"toolwright.generated" in FILE is ".", but must be a folder inside the project, such as "spec".',
  ],
  [
    '{ "toolwright": { "generated": "/tmp/out" } }',
    '"toolwright.generated" in FILE is "/tmp/out", but must be a folder inside the project, such as "spec".',
  ],
])('%s is refused', (text, message) => {
  const root = scratch({ 'package.json': text });
  expect(() => findProject(root)).toThrow(message.replace('FILE', join(root, 'package.json')));
});

test('a package.json that is not JSON is named', () => {
  const root = scratch({ 'package.json': '{' });
  expect(() => findProject(root)).toThrow(`${join(root, 'package.json')} is not valid JSON: `);
});
