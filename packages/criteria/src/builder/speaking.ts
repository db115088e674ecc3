/** A plain node that can be said more of: the words stand on its prototype, so that in JSON it is the node and no more. */
export function speaking<Node extends object, Words extends object>(node: Node, words: Words): Node & Words {
  const spoken: Words = Object.create(words);
  return Object.assign(spoken, node);
}

/** Words that can be said unless one of some has been said already. */
export type Unless<Some extends string, Already extends string, Words> = [Some & Already] extends [never]
  ? Words
  : unknown;
