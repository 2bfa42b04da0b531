import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeFile } from '../../../../../src/core/merge/merge-file';
import { planQuestions } from '../../../../../src/core/merge/editing/plan-questions';
import type { PlanReading, QuestionPlan } from '../../../../../src/core/merge/editing/plan-questions';
import type { ConflictChoice } from '../../../../../src/core/merge/model';

const vpc = (name: string, vlan: number, subnet: string, extra = ''): string => `---
apiVersion: vpc.githedgehog.com/v1beta1
kind: VPC
metadata:
  name: ${name}
spec:
  subnets:
    default:
      subnet: ${subnet}
      vlan: ${vlan}
${extra}`;

const path = 'vpcs.yaml';
const notClean = { clean: false, text: '' };

function planOf(reading: PlanReading): QuestionPlan {
  if (reading.kind === 'lines') throw new Error(reading.reason);
  return reading.plan;
}

/** What the plan says the file becomes under one answer for each question. */
function written(plan: QuestionPlan, answers: readonly ConflictChoice[]): string {
  const base = plan.texts.base.split('\n');
  const lines: string[] = [];
  let at = 0;
  plan.questions.forEach(({ ranges, answers: others }, index) => {
    lines.push(...base.slice(at, ranges.base.start));
    const choice = answers[index] ?? 'base';
    if (choice === 'base' || choice === 'ours' || choice === 'theirs') {
      lines.push(...plan.texts[choice].split('\n').slice(ranges[choice].start, ranges[choice].end));
    } else {
      lines.push(...(others.find((one) => JSON.stringify(one.choice) === JSON.stringify(choice))?.lines ?? []));
    }
    at = ranges.base.end;
  });
  return [...lines, ...base.slice(at)].join('\n');
}

describe('questions of a merge by structure', () => {
  test('two values on neighbouring lines are two questions, each with its own line', () => {
    const input = {
      path,
      gitResult: notClean,
      base: vpc('a', 1001, '10.0.1.0/24'),
      ours: vpc('a', 1002, '10.0.2.0/24'),
      theirs: vpc('a', 1003, '10.0.3.0/24'),
    };
    const plan = planOf(planQuestions(input));
    expect(plan.questions.map(({ conflicts }) => conflicts.map((one) => one.path.join('.')))).toEqual([
      ['spec.subnets.default.subnet'],
      ['spec.subnets.default.vlan'],
    ]);
    expect(written(plan, ['ours', 'theirs'])).toBe(vpc('a', 1003, '10.0.2.0/24'));
  });

  test('what each side did alone is in all three texts, and asks nothing', () => {
    const plan = planOf(
      planQuestions({
        path,
        gitResult: notClean,
        base: vpc('a', 1001, '10.0.1.0/24'),
        ours: vpc('a', 1002, '10.0.1.0/24', '    red:\n      vlan: 5\n'),
        theirs: vpc('a', 1003, '10.0.1.0/24', '    blue:\n      vlan: 6\n'),
      }),
    );
    for (const text of Object.values(plan.texts)) expect(text).toMatch(/red:\n.*vlan: 5\n.*blue:\n.*vlan: 6\n/);
    expect(plan.questions).toHaveLength(1);
  });

  test('an answer of its own keeps its lines: the next free release', () => {
    const chart = (version: string, app: string): string => `name: x\nversion: ${version}\nappVersion: "${app}"\n`;
    const plan = planOf(
      planQuestions({
        path: 'charts/x/Chart.yaml',
        gitResult: notClean,
        base: chart('1.0.0', '5'),
        ours: chart('1.0.1', '6'),
        theirs: chart('1.0.1', '7'),
      }),
    );
    const release = plan.questions.find(({ conflicts }) => conflicts[0]?.path[0] === 'version');
    expect(release?.answers).toEqual([{ choice: { value: '1.0.2' }, lines: ['version: 1.0.2'] }]);
  });

  test('a file that is no YAML is asked by lines, and says why', () => {
    const reading = planQuestions({ path: 'README.md', gitResult: notClean, base: 'a\n', ours: 'b\n', theirs: 'c\n' });
    expect(reading).toMatchObject({ kind: 'lines', reason: 'not a YAML file' });
  });

  test('for any mixture of answers the plan writes what the merge writes', () => {
    const value = fc.integer({ min: 1, max: 4 });
    const file = fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 3 });
    const text = (values: readonly (readonly [number, number])[]): string =>
      values.map(([vlan, net], at) => vpc(`v${at}`, 1000 + vlan, `10.0.${net}.0/24`)).join('');
    const choice = fc.constantFrom<ConflictChoice>('base', 'ours', 'theirs');
    let asked = 0;
    fc.assert(
      fc.property(file, file, file, fc.array(choice, { minLength: 6, maxLength: 6 }), (base, ours, theirs, choices) => {
        const input = { path, gitResult: notClean, base: text(base), ours: text(ours), theirs: text(theirs) };
        const plan = planOf(planQuestions(input));
        asked += plan.questions.length;
        const answers = plan.questions.flatMap(({ conflicts }, at) =>
          conflicts.map(({ id }) => [id, choices[at] ?? 'base'] as const),
        );
        const merged = mergeFile({ ...input, choices: Object.fromEntries(answers) });
        expect(written(plan, choices)).toBe(merged.text);
      }),
      { numRuns: 40 },
    );
    expect(asked).toBeGreaterThan(20);
  });
});
