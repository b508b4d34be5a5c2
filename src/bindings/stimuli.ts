/**
 * How what no call brings about is brought about in a target: by a request whose JSON has these facts, or
 * by a command that has them as variables (`ACC_RESOURCE_ID`).
 *
 * | stimulus                            | facts                                                  |
 * | ----------------------------------- | ------------------------------------------------------ |
 * | `acc-event`                         | `accEvent`, `attachTarget`                             |
 * | `acc-fault`                         | `accResourceId`, `probableCause`, `perceivedSeverity`  |
 * | `acc-fault-clear`                   | `accResourceId`, `probableCause`                       |
 * | `hardware-event`                    | `hostId`: an accelerator that the next discovery finds |
 * | `enabler-service-stop` and `-start` | `service`, `server`, `n`: its place in the target file |
 * | `machine-fault` and `-fault-clear`  | `machine`: a part of it fails, and is whole again      |
 * | `host-fail` and `host-recover`      | `host`: it fails with its servers, and works again     |
 * | `threshold-crossed`                 | `resource`, `metric`, `value`: a measure arrives       |
 */
import { NoStimulus } from '../failures.ts';
import type { Http } from '../transport/http.ts';
import { runCommand } from '../transport/run-command.ts';

/** An entry of `stimuli` in the target file. */
export type Stimulus = { readonly url: string } | { readonly command: readonly string[] };

export type Stimuli = Readonly<Partial<Record<string, Stimulus>>>;

/** What is to happen, for the reader. */
const happenings = {
  'acc-event': 'an event of an accelerator',
  'acc-fault': 'a fault of an accelerator',
  'acc-fault-clear': 'the end of a fault of an accelerator',
  'hardware-event': 'an accelerator that was not there before',
  'enabler-service-stop': 'the stop of a server',
  'enabler-service-start': 'the start of a server',
  'machine-fault': 'a fault of a machine',
  'machine-fault-clear': 'the end of a fault of a machine',
  'host-fail': 'the failure of a host',
  'host-recover': 'the recovery of a host',
  'threshold-crossed': 'a measure beyond a threshold',
} as const;
export type Happening = keyof typeof happenings;

/** @throws NoStimulus when the target description does not say how */
export function mustKnowHow(stimuli: Stimuli, name: Happening): Stimulus {
  const how = stimuli[name];
  if (how !== undefined) return how;
  throw new NoStimulus(
    `${happenings[name]} is to happen, and the target file has no stimuli.${name} that brings it about`,
  );
}

/**
 * @param facts what is to happen where: fields of JSON, or variables such as `ACC_EVENT`
 * @throws NoStimulus when the target description does not say how, or it does not go that way
 */
export async function bringAbout(
  stimuli: Stimuli,
  http: Http,
  name: Happening,
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  const how = mustKnowHow(stimuli, name);
  if ('command' in how) {
    const variables = Object.entries(facts).map(([key, value]) => [variable(key), value]);
    await runCommand(how.command, Object.fromEntries(variables) as Record<string, string>);
    return;
  }
  const answer = await http.send({ method: 'POST', url: how.url, actor: 'stimulus', json: facts });
  if (answer.status >= 300) {
    throw new NoStimulus(`stimuli.${name} answered with status ${String(answer.status)}`);
  }
}

const variable = (key: string): string => key.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
