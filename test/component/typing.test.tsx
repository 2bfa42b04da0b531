import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { isTyping } from '../../src/renderer/app/commands/shortcuts';

test('keys belong to what they are typed into', () => {
  const { container, unmount } = render(
    <>
      <input className="typing" type="search" />
      <textarea className="typing" />
      <div className="typing" contentEditable="true" suppressContentEditableWarning>
        text
      </div>
      <div className="monaco-editor">
        <span className="typing">line</span>
      </div>
      <div role="menu">
        <span className="typing">Open</span>
      </div>
      <input className="free" type="checkbox" />
      <button className="free">Stage</button>
      <div className="free" role="grid" tabIndex={0} />
    </>,
  );
  for (const element of container.querySelectorAll('.typing')) expect(isTyping(element), element.outerHTML).toBe(true);
  for (const element of container.querySelectorAll('.free')) expect(isTyping(element), element.outerHTML).toBe(false);
  expect(isTyping(null)).toBe(false);
  unmount();
});
