/** What the crash screen shows. */
export interface Crash {
  readonly reference: string;
  /** One sentence: what happened. */
  readonly sentence: string;
  readonly logFile: string;
  /** Facts for whoever looks into it: versions, reason, exit code. */
  readonly details: string;
}

/** Links of the crash page: main hears the navigation and acts, so the page needs no script and no bridge. */
export const crashActions = { reload: '/crash/reload', copy: '/crash/copy' } as const;
export const crashPath = '/crash';

/** A page without any script, for when the real one is gone. */
export function crashPage(crash: Crash, copied: boolean): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Selvedge stopped</title>
<style>
:root { color-scheme: light dark; font: 13px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center;
  background: light-dark(oklch(.985 .002 250), oklch(.195 .006 250)); color: light-dark(oklch(.24 .012 250), oklch(.93 .005 250)); }
main { max-width: 560px; padding: 24px; }
h1 { font-size: 18px; margin: 0 0 12px; }
code, pre { font: 12px/1.5 ui-monospace, monospace; }
pre { white-space: pre-wrap; padding: 12px; border: 1px solid light-dark(oklch(.6 .012 250), oklch(.56 .014 250)); }
a { display: inline-block; margin-right: 12px; padding: 4px 12px; border: 1px solid; text-decoration: none;
  color: light-dark(oklch(.5 .15 255), oklch(.7 .13 255)); }
a:focus-visible { outline: 2px solid; outline-offset: 2px; }
</style>
</head>
<body>
<main>
<h1>The window stopped working</h1>
<p>${escape(crash.sentence)} Your repository and your saved drafts are safe: they are kept outside of the window.</p>
<p>Reference <code>${escape(crash.reference)}</code>, in <code>${escape(crash.logFile)}</code></p>
<pre>${escape(crash.details)}</pre>
<p><a href="${crashActions.reload}" autofocus>Reload</a><a href="${crashActions.copy}">${copied ? 'Copied' : 'Copy details'}</a></p>
</main>
</body>
</html>
`;
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
