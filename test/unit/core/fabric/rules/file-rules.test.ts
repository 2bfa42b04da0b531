import { expect, it } from 'vitest';
import { checkFabric } from '../../../../../src/core/fabric/rules/run-rules';
import { fabricOf } from '../read-fabric';
import { fileCases } from './cases-file';

it.each(fileCases.map((one) => [one.rule, one.says.join(' | ') || 'is silent', one] as const))(
  '%s: %s',
  (rule, _says, one) => {
    const said = checkFabric(fabricOf(one.files))
      .filter((finding) => finding.rule === rule)
      .map((finding) => `${finding.path}: ${finding.message}`);
    expect(said).toHaveLength(one.says.length);
    for (const [index, text] of one.says.entries()) expect(said[index]).toContain(text);
  },
);
