import type * as MonacoApi from 'monaco-editor/editor';

/** Monaco's API, for those who are handed it. */
export type Monaco = typeof MonacoApi;
