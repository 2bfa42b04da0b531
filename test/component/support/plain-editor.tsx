/** Monaco needs a real layout; these stand in for it and show what it would be given. */
export const plainDiffView = {
  DiffView: (props: { before: string; after: string; beforeLabel: string; afterLabel: string; layout: string }) => (
    <figure aria-label={`${props.beforeLabel} compared with ${props.afterLabel}, ${props.layout}`}>
      <pre>{props.before}</pre>
      <pre>{props.after}</pre>
    </figure>
  ),
};

export const plainCodeEditor = {
  CodeEditor: (props: { text: string; label: string }) => <pre aria-label={props.label}>{props.text}</pre>,
};
