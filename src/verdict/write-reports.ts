/** The files of a run, all of them views of one result. */
import { join } from 'node:path';
import type { Envelope } from '@cucumber/messages';
import type { Requirement } from '../catalogue/requirement.ts';
import { allureResults } from './allure-results.ts';
import { toConformance } from './conformance-json.ts';
import { judge } from './judge.ts';
import { junit } from './junit.ts';
import { readMessages } from './read-messages.ts';
import { replaceFile, replaceFolder } from './replace-file.ts';
import { requirementsMarkdown } from './requirements-markdown.ts';
import type { Verdicts } from './result.ts';
import { fileNameOf, transcriptText } from './transcript-text.ts';

/**
 * Judges a run and writes `conformance.json`, `junit.xml`, `requirements.md`, `transcripts/` and
 * `allure-results/` into its folder. The same envelopes give the same bytes, so it may be called again
 * with those of `messages.ndjson`. `buildAllureReport` (slow) makes the page from them.
 * @param folder of the run; made when it is missing
 * @throws ConfigurationError naming a path that cannot be written, or when the envelopes are not those
 *   of a run
 */
export function writeReports(
  folder: string,
  envelopes: Iterable<Envelope>,
  catalogue: readonly Requirement[],
): Verdicts {
  const result = judge(readMessages(envelopes), catalogue);
  replaceFile(
    join(folder, 'conformance.json'),
    `${JSON.stringify(toConformance(result), null, 2)}\n`,
  );
  replaceFile(join(folder, 'junit.xml'), junit(result));
  replaceFile(join(folder, 'requirements.md'), requirementsMarkdown(result));
  replaceFolder(join(folder, 'transcripts'), transcripts(result));
  replaceFolder(join(folder, 'allure-results'), allureResults(result));
  return result;
}

function* transcripts({ scenarios }: Verdicts): Generator<readonly [string, string]> {
  for (const { id, name, location, verdict, transcript } of scenarios) {
    if (transcript === undefined) continue;
    const about = [`${id}: ${name}`, location, `verdict: ${verdict}`];
    yield [`${fileNameOf(id)}.txt`, transcriptText(transcript, about)];
  }
}
