import type { CheckName } from '../../../../core/merge/gate/verify';

const words: Readonly<Record<CheckName | 'rules', string>> = {
  readable: 'It is valid YAML',
  data: 'It says what was decided',
  ledger: 'Every change of both sides is in it, once, but for what was asked',
  comments: 'No comment is doubled, and none lost without a word',
  provenance: 'Every line, or each word of it, comes from one of the versions',
  doubles: 'No key and no resource stands twice',
  markers: 'No conflict marker is left',
  aliases: 'Every alias has its anchor',
  expanded: 'It says the same with aliases and merge keys written out',
  schema: 'The fabric’s resources fit their schemas as well as on the sides',
  build: 'Nothing that a kustomization builds from is doubled or lost',
  mirror: 'It is the same with the sides swapped',
  absorption: 'Merging it with either side again changes nothing',
  rules: 'The combination breaks no rule of the fabric',
};

/** What a check of the proof says when it holds. */
export const checkWords = (name: string): string => (words as Readonly<Record<string, string>>)[name] ?? name;
