/** Sentences that more than one view says, so that all say the same. */
import { oneLine, printable } from './printable.ts';
import type { ScenarioResult, Totals, Verdicts } from './result.ts';
import { exampleVerdicts, requirementVerdicts } from './verdicts.ts';

/** "bundled simulator, not your cloud" or what else the target is. */
export const targetLine = ({ run: { target } }: Verdicts): string =>
  oneLine(`${target.name} (${target.kind})`);

/** "40 pass, 2 fail": what does not occur is left out, in the order good to bad. */
export function totalsLine(totals: Totals['requirements'] | Totals['scenarios']): string {
  const order = [...requirementVerdicts].reverse();
  const all: Partial<Record<string, number>> = totals;
  const parts = order.flatMap((verdict) => {
    const count = all[verdict] ?? 0;
    return count === 0 ? [] : [`${String(count)} ${verdict}`];
  });
  return parts.length === 0 ? 'none' : parts.join(', ');
}

/** All scenarios. */
export const scenarioCount = ({ totals }: Verdicts): number =>
  exampleVerdicts.reduce((sum, verdict) => sum + totals.scenarios[verdict], 0);

/** A line on the deviation, where the failure is known. */
export const deviationLine = ({ deviation }: ScenarioResult): string | undefined =>
  deviation === undefined
    ? undefined
    : `known deviation until ${deviation.expires}: ${oneLine(deviation.reason)} (owner ${oneLine(deviation.owner)}${deviation.link === undefined ? '' : `, ${oneLine(deviation.link)}`})`;

/** The statements that a scenario is evidence for: `id: statement`. */
export const statementsOf = (
  { clauses }: ScenarioResult,
  { requirements }: Verdicts,
): readonly string[] =>
  requirements
    .filter(({ id }) => clauses.includes(id))
    .map(({ id, level, statement }) => `${id} (${level}): ${statement}`);

/** The whole explanation as labelled lines; untrusted text is made printable. */
export function explanationLines(scenario: ScenarioResult, result: Verdicts): readonly string[] {
  const { explanation, rerun } = scenario;
  if (explanation === undefined) return [];
  const { message, expected, observed, step, exchange, also } = explanation;
  const known = deviationLine(scenario);
  return [
    ...(expected === undefined || observed === undefined
      ? [labelled('reason', message)]
      : [labelled('expected', expected), labelled('observed', observed)]),
    ...also.map((other) => labelled('also', other)),
    ...(known === undefined ? [] : [labelled('known', known)]),
    ...(step === undefined ? [] : [labelled('step', step)]),
    ...statementsOf(scenario, result).map((line) => labelled('requirement', line)),
    ...(exchange === undefined
      ? []
      : [
          labelled('request', `${exchange.request} (exchange ${String(exchange.n)})`),
          ...(exchange.requestId === undefined ? [] : [labelled('request id', exchange.requestId)]),
          labelled('ask again', exchange.curl),
        ]),
    labelled('run again', rerun),
  ];
}

const width = 'requirement  '.length;

/** Further lines of a text are indented under its first. */
const labelled = (label: string, text: string): string =>
  `${label.padEnd(width)}${printable(text).replaceAll('\n', `\n${' '.repeat(width)}`)}`;
