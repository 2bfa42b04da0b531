import type { DoubtfulScalar } from '../../../yaml/doubtful';
import type { DocumentRule } from '../rule';

const inWords = ({ written, reader, readAs, isKey }: DoubtfulScalar): string => {
  const what = isKey ? `The key ${written}` : written;
  const quoted = `write '${written}' if the text is meant`;
  switch (reader) {
    case 'kubernetes':
      return `${what} is read as ${readAs} by Kubernetes, and otherwise by YAML 1.2; ${quoted}, or what it stands for`;
    case 'yaml-1.1':
      return `${what} is read as ${readAs} by readers of YAML 1.1 such as the plugin’s; ${quoted}`;
    case 'all':
      return `${what} is read as ${readAs}, so its last zero is lost; ${quoted}`;
  }
};

export const doubtfulValue: DocumentRule = {
  id: 'doubtful-value',
  numbers: [],
  kinds: [],
  severity: 'warning',
  title: 'Values without quotes are read alike by YAML 1.1, YAML 1.2 and Kubernetes',
  source: 'own; YAML 1.1 and 1.2, and the YAML reader of Kubernetes',
  looksAt: 'document',
  check: (document) =>
    document.class === 'resource'
      ? (document.doubtful ?? []).map((one) => ({ at: one.at, onKey: one.isKey, message: inWords(one) }))
      : [],
};
