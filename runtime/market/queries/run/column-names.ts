/** Names of columns as keys of a row: one that was there before gets a number, `id`, `id_2`. */
export function columnNames(names: readonly string[]): readonly string[] {
  const given = new Set(names);
  const taken = new Set<string>();
  return names.map((name) => {
    let key = name;
    for (let number = 2; taken.has(key) || (key !== name && given.has(key)); number += 1) key = `${name}_${number}`;
    taken.add(key);
    return key;
  });
}
