import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { perTool } from '../emit/per-tool.js';
import { inputSchema } from '../emit/schema.js';
import type { CheckedTool, Whole } from './check-links.js';

/** What hosts send to a model of each tool: name, description and input schema, in tokens of o200k. */
export const toolTokens = perTool((program, tool) => {
  const text = JSON.stringify({
    name: tool.name,
    description: tool.description,
    inputSchema: inputSchema(program, tool),
  });
  return countTokens(text);
});

export function checkBudget(checked: readonly CheckedTool[], { scope, program }: Whole): void {
  const { perTool, mean } = program.server.limits.tokens;
  let total = 0;
  for (const { keys, tool } of checked) {
    const tokens = toolTokens(program, tool);
    total += tokens;
    if (tokens > perTool)
      scope.log.report('token-budget', (keys.description ?? keys).span, { tokens, budget: perTool });
  }
  const average = checked.length === 0 ? 0 : Math.round(total / checked.length);
  if (average > mean) {
    const place = scope.server.keys?.limits?.tokens?.mean?.span ?? scope.server.span;
    scope.log.report('token-mean', place, { tokens: average, budget: mean });
  }
}
