import { allowedNodes, placeFields } from './allowed-nodes.js';
import { bounds } from './bounds.js';
import { type Fields, isFields, listOf, nodeOf } from './fields.js';
import type { Place } from './place.js';
import { reasons } from './reasons.js';
import { refusedParts } from './refused-parts.js';
import { rules } from './rules.js';
import { changingWord } from './statement.js';

/** Why a node, or one below it, is refused; undefined if everything in it is known and allowed. */
export function refuseNode(kind: string, fields: Fields, place: Place): string | undefined {
  const known = allowedNodes.get(kind);
  if (known === undefined) return unknownReason(kind);
  place.query.nodes += 1;
  if (place.query.nodes > bounds.nodes) return reasons.tooLarge;
  if (place.depth > bounds.depth) return reasons.tooNested;
  const reason = rules.get(kind)?.(fields, place);
  if (reason !== undefined) return reason;
  for (const name of Object.keys(fields)) {
    if (known[name] === undefined && !placeFields.has(name)) return unknownReason(kind, name);
  }
  return kind === 'SelectStmt' ? refuseSelect(fields, known, place) : refuseFields(fields, known, place);
}

/** The names of WITH are tables in what follows them: later names of the same WITH, and all of its SELECT. */
function refuseSelect({ withClause, ...rest }: Fields, known: Known, place: Place): string | undefined {
  if (!isFields(withClause)) return refuseFields(rest, known, place);
  const scope = new Set(place.scope);
  const inside = { ...place, scope };
  for (const name of Object.keys(withClause)) {
    if (allowedNodes.get('WithClause')?.[name] === undefined && !placeFields.has(name)) {
      return unknownReason('WithClause', name);
    }
  }
  for (const cte of listOf(withClause.ctes)) {
    const reason = refuseWrapped(cte, inside);
    if (reason !== undefined) return reason;
    scope.add(String(nodeOf(cte, 'CommonTableExpr')?.ctename));
  }
  return refuseFields(rest, known, inside);
}

type Known = Readonly<Record<string, string>>;

function refuseFields(fields: Fields, known: Known, place: Place): string | undefined {
  const below = { ...place, depth: place.depth + 1 };
  for (const [name, value] of Object.entries(fields)) {
    const form = known[name];
    if (form === undefined || form === 'value') continue;
    for (const part of listOf(value)) {
      const reason =
        form === 'node' ? refuseWrapped(part, below) : isFields(part) ? refuseNode(form, part, below) : undefined;
      if (reason !== undefined) return reason;
    }
  }
  return undefined;
}

/** A wrapped node, `{ Kind: { … } }`; an empty one stands for nothing. */
function refuseWrapped(node: unknown, place: Place): string | undefined {
  for (const [kind, fields] of Object.entries(isFields(node) ? node : {})) {
    const reason = refuseNode(kind, isFields(fields) ? fields : {}, place);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function unknownReason(kind: string, field?: string): string {
  const word = changingWord(kind);
  if (word !== undefined) return reasons.keyword(word);
  const part = field === undefined ? kind : `${kind}.${field}`;
  return refusedParts.get(part) ?? reasons.part(part);
}
