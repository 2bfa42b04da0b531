import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installBridge } from '../../src/renderer/app/client/bridge';
import { CrashBoundary } from '../../src/renderer/app/shell/crash-boundary';
import { FakeBridge } from '../support/fake-bridge';

let broken = true;
let bridge: FakeBridge;

function Part() {
  if (broken) throw new Error('the part is broken');
  return <p>all is well</p>;
}

beforeEach(() => {
  broken = true;
  bridge = new FakeBridge({ 'app.report-crash': () => ({ reference: 'c-17' }) });
  installBridge(bridge);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

test('a crash is logged, has a reference, and can be tried again', async () => {
  const { unmount } = render(
    <CrashBoundary resetKey="a">
      <Part />
    </CrashBoundary>,
  );
  expect(await screen.findByText('Reference: c-17')).toBeTruthy();
  expect(bridge.inputsOf('app.report-crash')[0]).toMatchObject({ message: 'the part is broken' });
  broken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.getByText('all is well')).toBeTruthy();
  unmount();
});

test('going to another place is a way out', async () => {
  const draw = (place: string) => (
    <CrashBoundary resetKey={place}>
      <Part />
    </CrashBoundary>
  );
  const { rerender, unmount } = render(draw('a'));
  await screen.findByText(/crashed/);
  broken = false;
  rerender(draw('b'));
  expect(screen.getByText('all is well')).toBeTruthy();
  unmount();
});
