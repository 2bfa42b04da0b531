import { lazy, Suspense, useEffect, useState } from 'react';
import type { FileContent, ProjectPath } from '../../../contract/basics';
import { Banner } from '../../app/shell/banner';
import { CommandButton } from '../../app/commands/command-button';
import { useCommands } from '../../app/commands/commands';
import { Faces } from '../../app/panes/faces';
import { useProject } from '../../app/project-store';
import { useQuery } from '../../app/client/query';
import { contentInWords } from '../../app/panes/versions-view';
import type { TextPlace, TextProblem } from '../../editor/knowledge';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { Skeleton } from '../../ui/skeleton';
import { dropDraft, rebase, saveDraft, setDraft, useDrafts } from './drafts';
import { setEditor } from './focus';
import { fileQuery } from './resources-store';
import styles from './resources.module.css';

const CodeEditor = lazy(async () => ({ default: (await import('../../editor/code-editor')).CodeEditor }));
const DiffView = lazy(async () => ({ default: (await import('../../editor/diff-view')).DiffView }));

interface FileEditorProps {
  readonly path: string;
  readonly label: string;
  readonly marked: { readonly from: number; readonly to: number } | null;
  readonly place: TextPlace | null;
  readonly generation: number;
  readonly onProblems: (problems: readonly TextProblem[]) => void;
}

/** A file of the project to read and to change; what is typed is kept until it is saved or taken back. */
export function FileEditor(props: FileEditorProps) {
  const { projectId } = useProject();
  const path = props.path as ProjectPath;
  const file = useQuery(fileQuery, { projectId, path });
  return (
    <Faces
      loadable={file}
      loadingLabel="Loading the text"
      tryAgain={() => void fileQuery.again()}
      ready={(content) =>
        content.kind === 'text' ? (
          <TextEditor key={path} {...props} content={content} />
        ) : (
          <EmptyState icon="file">{contentInWords(content)}</EmptyState>
        )
      }
    />
  );
}

type TextContent = Extract<FileContent, { kind: 'text' }>;

function TextEditor(props: FileEditorProps & { readonly content: TextContent }) {
  const { content, marked, place, generation, onProblems, label } = props;
  const { projectId } = useProject();
  const path = props.path as ProjectPath;
  const draft = useDrafts((state) => state.drafts[path]);
  const [comparing, setComparing] = useState(false);
  const [saving, setSaving] = useState(false);
  const isSame = draft === undefined || draft.text === content.text;
  const isOvertaken = !isSame && !saving && draft.expected !== content.hash;
  const text = draft?.text ?? content.text;
  useEffect(() => {
    if (draft !== undefined && draft.text === content.text) dropDraft(path);
  }, [draft, content.text, path]);
  const save = async (): Promise<void> => {
    setSaving(true);
    await saveDraft(projectId, path);
    setSaving(false);
  };
  useCommands([
    {
      id: 'save-file',
      changesRepository: true,
      title: 'Save',
      group: 'Resources',
      keys: ['Mod+S'],
      when: () => !isSame && !isOvertaken,
      run: save,
    },
    {
      id: 'take-back-typing',
      title: 'Take back what was typed and not saved',
      group: 'Resources',
      when: () => !isSame,
      run: () => dropDraft(path),
    },
  ]);
  return (
    <div className={styles.text}>
      {isOvertaken && (
        <Banner
          icon="warn"
          tone="warn"
          action={
            <>
              <Button onPress={() => setComparing(!comparing)}>{comparing ? 'Back to my text' : 'Compare'}</Button>
              <Button
                onPress={() => {
                  setComparing(false);
                  dropDraft(path);
                }}
              >
                Take what is there
              </Button>
              <Button onPress={() => rebase(path, content.hash)}>Keep mine</Button>
            </>
          }
        >
          Somebody changed this file since you began to type. Nothing of yours was written.
        </Banner>
      )}
      {!isSame && !isOvertaken && (
        <Banner icon="note" tone="plain" action={<SaveButtons saving={saving} />}>
          Not saved yet.
        </Banner>
      )}
      <div className={styles.editor} data-part="text">
        <Suspense fallback={<Skeleton label="Loading the editor" />}>
          {comparing && isOvertaken ? (
            <DiffView
              before={content.text}
              after={text}
              beforeLabel="On disk now"
              afterLabel="What you typed"
              path={path}
              layout="side-by-side"
            />
          ) : (
            <CodeEditor
              text={text}
              path={path}
              label={label}
              ofProject
              onChange={(typed) =>
                typed === content.text
                  ? dropDraft(path)
                  : setDraft(path, { text: typed, expected: draft?.expected ?? content.hash })
              }
              onProblems={onProblems}
              checkedWith={generation}
              marked={marked}
              place={place}
              onHandle={setEditor}
            />
          )}
        </Suspense>
      </div>
    </div>
  );
}

function SaveButtons({ saving }: { readonly saving: boolean }) {
  return (
    <>
      <CommandButton command="take-back-typing" words="Take back" />
      <CommandButton command="save-file" variant="primary" icon="save" pending={saving} />
    </>
  );
}
