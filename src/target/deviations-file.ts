/** Known failures: who owns them, why they are, and until when. */
import { z } from 'zod';
import type { Deviation } from '../evidence.ts';
import { ConfigurationError } from '../failures.ts';
import { explainIssues } from './explain-issues.ts';
import { httpAddress, text } from './field-shapes.ts';
import { absolute, type Surroundings } from './surroundings.ts';
import { readYaml } from './yaml-source.ts';

const deviationsFile = z.array(
  z.strictObject({
    example: z
      .string()
      .regex(
        /^(?:static\/[\w./-]+|[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[1-9]\d*)?)$/,
        'must be the id of an example (as reports show it: what follows @id:, a row of an outline with /n) or static/<clause>',
      ),
    owner: text,
    reason: text,
    expires: z.iso.date('must be a day of the calendar, YYYY-MM-DD'),
    link: httpAddress.optional(),
    expect: text.describe('text that the failure contains'),
  }),
);

/**
 * Reads a deviations file. Whether an entry has expired or names an example of the suite is a matter
 * of the verdict, not of the file.
 * @throws ConfigurationError with a line for each thing that is wrong
 */
export function readDeviations(path: string, around: Surroundings): readonly Deviation[] {
  const source = readYaml(absolute(path, around.cwd, around), { values: 'typed' });
  const parsed = deviationsFile.safeParse(source.value);
  if (!parsed.success) throw new ConfigurationError(explainIssues(parsed.error, source));
  const first = new Map<string, number>();
  for (const [i, { example }] of parsed.data.entries()) {
    const before = first.get(example);
    if (before !== undefined) {
      throw new ConfigurationError(
        `${source.at([i, 'example'])}: ${example} has an entry already, at ${source.at([before, 'example'])}`,
      );
    }
    first.set(example, i);
  }
  return parsed.data.map(({ link, ...rest }) => ({
    ...rest,
    ...(link === undefined ? {} : { link }),
  }));
}
