const words: Readonly<Record<string, string>> = {
  readable: 'It is valid YAML',
  data: 'It says what was decided',
  ledger: 'Every change of both sides is in it, once',
  comments: 'No comment is lost',
  provenance: 'Every line comes from one of the versions',
  doubles: 'No key and no resource stands twice',
  markers: 'No conflict marker is left',
  aliases: 'Every alias has its anchor',
  mirror: 'It is the same with the sides swapped',
  absorption: 'Merging it with either side again changes nothing',
  rules: 'The combination breaks no rule of the fabric',
};

/** What a check of the proof says when it holds. */
export const checkWords = (name: string): string => words[name] ?? name;
