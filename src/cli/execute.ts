/** Running the features with Cucumber: serial in this process, or in worker threads. */
import { loadSupport, runCucumber } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import { packageRoot, runConfiguration, type Selection } from './suite.ts';
import { silent } from './silent.ts';

type Support = Awaited<ReturnType<typeof loadSupport>>;

/** Support code registers itself once per process: a second load would find nothing to register. */
let support: Promise<Support> | undefined;

/**
 * Runs what is selected and passes on each message, which is Cucumber's own.
 * @param parameters plain data for `src/cli/worker.ts`
 */
export async function execute(
  selection: Selection,
  parameters: Record<string, unknown>,
  onEnvelope: (envelope: Envelope) => void,
): Promise<void> {
  const configuration = await runConfiguration(selection, parameters);
  // Cucumber would print its own progress; all views come from the verdict.
  const environment = { cwd: packageRoot, stdout: silent() };
  support ??= loadSupport(configuration, environment);
  await runCucumber({ ...configuration, support: await support }, environment, onEnvelope);
}
