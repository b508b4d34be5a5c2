/** What can be wrong with making execution environments on a host. */
import type { Defect } from '../defect.ts';
import { environment, killing, onHost } from './hardware-parts.ts';

const silent = { code: 0, stdout: '\n', stderr: '' } as const;

/** Answers a command as if it were done. */
const idle = (name: string, does: string, command: string): Defect =>
  onHost(
    { name, does, ...killing(environment) },
    (next) => (args, input) => (args[0] === command ? Promise.resolve(silent) : next(args, input)),
  );

export const environmentDefects: readonly Defect[] = [
  onHost(
    {
      name: 'environment-smaller',
      does: 'An execution environment gets half of the memory that it was given.',
      ...killing(environment),
    },
    (next) => (args, input) =>
      next(
        args,
        input.replace(
          /(<memory[^>]*>)(\d+)/,
          (_, start: string, size: string) => `${start}${String(Number(size) / 2)}`,
        ),
      ),
  ),
  onHost(
    {
      name: 'environment-unlisted',
      does: 'The host lists no execution environment.',
      ...killing(environment),
    },
    (next) => (args, input) => (args[0] === 'list' ? Promise.resolve(silent) : next(args, input)),
  ),
  onHost(
    {
      name: 'environment-host-empty',
      does: 'The host says that it has no memory.',
      ...killing(environment),
    },
    (next) => async (args, input) => {
      const answer = await next(args, input);
      return args[0] === 'nodeinfo'
        ? { ...answer, stdout: answer.stdout.replace(/(Memory size: +)\d+/, '$10') }
        : answer;
    },
  ),
  onHost(
    {
      name: 'environment-refusals-hidden',
      does: 'What the host refuses it reports as done.',
      ...killing(environment),
    },
    (next) => async (args, input) => {
      const answer = await next(args, input);
      return answer.code === 0 ? answer : silent;
    },
  ),
  idle('environment-start-idle', 'Starting is reported and not done.', 'start'),
  idle('environment-suspend-idle', 'Suspending is reported and not done.', 'suspend'),
  idle('environment-resume-idle', 'Resuming is reported and not done.', 'resume'),
  idle('environment-stop-idle', 'Stopping is reported and not done.', 'destroy'),
  idle('environment-remove-idle', 'Removing is reported and not done.', 'undefine'),
];
