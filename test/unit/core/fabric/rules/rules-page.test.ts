import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { rulesPage } from '../../../../../src/core/fabric/rules/rules-page';

it('docs/rules.md is up to date (renew it with `npx vitest -u run --project unit rules-page`)', async () => {
  const file = resolve('docs/rules.md');
  const text = await format(rulesPage(), { ...(await resolveConfig(file)), parser: 'markdown' });
  await expect(text).toMatchFileSnapshot(file);
});
