import { expect, test } from 'vitest';
import { toolwright } from './command.js';
import { scratch } from './scratch.js';

test('generate says which files of resources and completions are to be written, and what each exports', () => {
  const folder = scratch({
    'package.json': '{ "type": "module", "toolwright": { "resolvers": "resolvers" } }',
    'spec/server.yaml':
      'apiVersion: toolwright/v1\nname: desk\naudiences: { worker: Works }\nprincipals: { ann: { audiences: [worker] } }\n',
    'spec/desk/module.yaml': 'title: Desk\n',
    'spec/desk/resources/note.yaml': `uri: "desk://notes/{id}"
title: Note
description: A note.
mime_type: text/plain
audience: [worker]
requires: []
parameters: { id: { type: string, complete: note_ids, description: Which. } }
output: text
examples: [{ title: One, as: ann, input: { id: a }, expect: A }]
`,
    'resolvers/desk/completions/note_ids.ts': '// written',
  });
  const { code, stdout } = toolwright(folder, 'generate');
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /\nNot written yet:\n {2}resolvers\/desk\/resources\/note\.ts {3}exports note, a \(\) => Resolver of generated\/resources\/desk\/note\.ts\n$/,
  );
});
