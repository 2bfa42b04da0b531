import { Component, type ErrorInfo, type ReactNode } from 'react';
import { CrashFace } from '../../ui/crash-face';
import { reportCrash } from '../client/report-crash';

interface CrashBoundaryProps {
  /** A new value draws the children again: going to another screen is a way out. */
  readonly resetKey: string;
  readonly children: ReactNode;
}

interface CrashState {
  readonly error: Error | null;
  readonly reference: string | null;
  readonly resetKey: string;
}

/** Where drawing failed, this is drawn instead, with a reference into the log. The rest of the window lives on. */
export class CrashBoundary extends Component<CrashBoundaryProps, CrashState> {
  override state: CrashState = { error: null, reference: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(thrown: unknown): Partial<CrashState> {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  static getDerivedStateFromProps(props: CrashBoundaryProps, state: CrashState): Partial<CrashState> | null {
    return props.resetKey === state.resetKey ? null : { error: null, reference: null, resetKey: props.resetKey };
  }

  override componentDidCatch(error: Error, { componentStack }: ErrorInfo): void {
    const traced = new Error(error.message);
    traced.stack = `${error.stack ?? ''}\n${componentStack ?? ''}`;
    void reportCrash(traced).then((reference) => this.setState({ reference }));
  }

  override render(): ReactNode {
    const { error, reference } = this.state;
    if (error === null) return this.props.children;
    return (
      <CrashFace
        message={error.message}
        details={[`Reference: ${reference ?? 'none'}`, error.stack ?? error.message].join('\n')}
        reference={reference}
        onAgain={() => this.setState({ error: null, reference: null })}
        onReload={() => window.location.reload()}
      />
    );
  }
}
