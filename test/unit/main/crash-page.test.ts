import { describe, expect, it } from 'vitest';
import { crashActions, crashPage } from '../../../src/main/crash-page';

describe('crashPage', () => {
  const crash = { reference: 'ABCD-2345', sentence: 'It <ended>.', logFile: '/l&g', details: '"x" \'y\' <script>' };

  it('shows reference and details as text', () => {
    const page = crashPage(crash, false);
    expect(page).toContain('ABCD-2345');
    expect(page).toContain('It &#60;ended&#62;.');
    expect(page).toContain('/l&#38;g');
    expect(page).not.toContain('<script');
  });

  it('offers to reload and to copy', () => {
    expect(crashPage(crash, false)).toContain(`href="${crashActions.reload}"`);
    expect(crashPage(crash, true)).toContain(`href="${crashActions.copy}">Copied<`);
  });
});
