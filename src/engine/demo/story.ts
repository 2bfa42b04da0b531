import { Tree } from './tree';

export const people = {
  mira: { name: 'Mira Osei', email: 'mira.osei@weaver.example' },
  jonas: { name: 'Jonas Falk', email: 'jonas.falk@weaver.example' },
  tess: { name: 'Tess Quill', email: 'tess.quill@weaver.example' },
  plugin: { name: 'Hedgehog NetBox Plugin', email: 'hnp@netbox.weaver.example' },
} as const;

export type Who = keyof typeof people;

/** A commit of the demo, with the whole tree that it leaves. */
export interface StoryCommit {
  readonly branch: string;
  /** Place of the parent in the story; null for the first commit. */
  readonly parent: number | null;
  readonly who: Who;
  readonly at: Date;
  readonly message: string;
  readonly tree: Tree;
}

/**
 * Writes the demo's history, commit by commit.
 *
 * The clock starts at a fixed day and moves by what each step says, so that the same story has the same
 * commit ids on every machine.
 */
export class Story {
  readonly commits: StoryCommit[] = [];
  #branch: string;
  #tree = new Tree();
  #tip: number | null = null;
  #now: number;

  constructor(branch: string, start: Date) {
    this.#branch = branch;
    this.#now = start.getTime();
  }

  /** A person's commit, some hours of a working day after the last one. */
  commit(who: Who, message: string, change: (tree: Tree) => void, minutesLater = 173): void {
    this.#add(who, message, minutesLater * 60 + this.#nightSeconds(minutesLater), change);
  }

  /** A commit of a program, seconds after the last one. */
  tick(who: Who, message: string, secondsLater: number, change: (tree: Tree, at: Date) => void): void {
    this.#add(who, message, secondsLater, change);
  }

  /** What follows is a new branch that starts here. Returns the way back to this point. */
  branch(name: string): () => void {
    const back = { branch: this.#branch, tree: this.#tree.copy(), tip: this.#tip };
    this.#branch = name;
    this.#tree = this.#tree.copy();
    return () => {
      this.#branch = back.branch;
      this.#tree = back.tree;
      this.#tip = back.tip;
    };
  }

  /** Seconds to skip, so that people commit between 7 and 17 o'clock and not on a Saturday or a Sunday. */
  #nightSeconds(minutesLater: number): number {
    const wanted = new Date(this.#now + minutesLater * 60_000);
    const moved = new Date(wanted);
    if (moved.getUTCHours() >= 17) moved.setUTCHours(24 + 7);
    if (moved.getUTCHours() < 7) moved.setUTCHours(7);
    while (moved.getUTCDay() % 6 === 0) moved.setUTCDate(moved.getUTCDate() + 1);
    return (moved.getTime() - wanted.getTime()) / 1000;
  }

  #add(who: Who, message: string, secondsLater: number, change: (tree: Tree, at: Date) => void): void {
    this.#now += secondsLater * 1000;
    const at = new Date(this.#now);
    change(this.#tree, at);
    this.commits.push({ branch: this.#branch, parent: this.#tip, who, at, message, tree: this.#tree.copy() });
    this.#tip = this.commits.length - 1;
  }
}
