/** What main and a worker say to each other. Structured-clone data only. */
export interface QuestionMessage {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

export interface StepMessage {
  readonly title: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: string;
}

export type AnswerMessage =
  | { readonly id: number; readonly kind: 'value'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'bug'; readonly message: string; readonly stack: string }
  | { readonly id: number; readonly kind: 'step'; readonly step: StepMessage };
