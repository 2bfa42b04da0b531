import { useEffect, useState } from 'react';
import type { FreeQuestion } from '../../../contract/fabric/free-values';
import { CandidateList, type Candidate } from '../../ui/candidate-list';
import { FailureView } from '../../ui/failure-view';
import { Skeleton } from '../../ui/skeleton';
import { callEngine } from '../client/client';
import type { Problem } from '../client/loadable';
import { problemWords } from '../problem-words';

interface FreeValuesProps {
  readonly projectId: string;
  readonly fabric: string;
  readonly question: FreeQuestion;
  /** What is done with the value that was chosen. */
  readonly onChoose: (value: string) => void;
}

type Answer = { readonly candidates: readonly Candidate[]; readonly reason: string | null } | Problem | null;

/** The next free values of something, each with its reason; one is chosen with Enter or a click. */
export function FreeValues({ projectId, fabric, question, onChoose }: FreeValuesProps) {
  const [answer, setAnswer] = useState<Answer>(null);
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify(question);
  useEffect(() => {
    const controller = new AbortController();
    const asked = JSON.parse(key) as FreeQuestion;
    setAnswer(null);
    void callEngine('fabric.next-free', { projectId, fabric, question: asked }, { signal: controller.signal }).then(
      (reply) => {
        if (!controller.signal.aborted) setAnswer(reply.kind === 'value' ? reply.value : reply);
      },
    );
    return () => controller.abort();
  }, [projectId, fabric, key, turn]);
  if (answer === null) return <Skeleton label="Looking for free values" rows={3} />;
  if ('kind' in answer) return <FailureView {...problemWords(answer, () => setTurn(turn + 1))} />;
  return <CandidateList label="Free values" candidates={answer.candidates} note={answer.reason} onChoose={onChoose} />;
}
