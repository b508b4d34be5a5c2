/** What can be wrong with every call of a workload: nothing is refused, or nothing is done. */
import {
  type AskedCallName,
  isNotification,
  workloadCallShapes,
} from '../../../src/contract/acceleration/workload-calls.ts';
import type { Defect } from '../defect.ts';
import { onConnections } from './frames.ts';

const duties = ['vn-nf/discover', 'vn-nf/configure', 'vn-nf/manage', 'vn-nf/events'];
/** All that hangs together on one connection. */
export const everything = [...Object.keys(workloadCallShapes), ...duties];

const asked = Object.keys(workloadCallShapes).filter(
  (name): name is AskedCallName => !isNotification(name),
);
/** Every call is tried after the release, and must be refused then. */
const afterRelease = ['ReleaseAcc', 'vn-nf/manage'];

/** Calls without an answer of their own: whether they were done shows in what builds on them. */
const silent = {
  RegisterForAccEvent: ['AccEventNotification'],
  DeRegisterForAccEvent: [],
  ReleaseAcc: [],
  ModifyAccConfiguration: ['ResetAccConfigs', 'InitAcc'],
  ResetAccConfigs: [],
  AccSendData: ['AccReceiveData', 'AccDataAvailableEventNotification'],
  RegisterForAccDataAvailableEvent: ['vn-nf/events'],
  DeRegisterForAccDataAvailableEvent: [],
} as const satisfies Partial<Record<AskedCallName, readonly string[]>>;

const kebab = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();

const but = (name: string, clauses: readonly string[]): readonly string[] =>
  clauses.filter((clause) => clause !== name);

export const anyCallDefects: readonly Defect[] = [
  ...asked.map((name) =>
    onConnections(
      {
        name: `acceleration-${kebab(name)}-refuses-nothing`,
        does: `${name} says that all is well where it has refused.`,
        kills: [name],
        mayAlsoBreak: name === 'InitAcc' ? [] : but(name, afterRelease),
      },
      () => ({
        onAnswer: ({ error, ...answer }, call) =>
          call.method === name && error !== undefined
            ? { ...answer, result: {} }
            : { ...answer, ...(error === undefined ? {} : { error }) },
      }),
    ),
  ),
  ...Object.entries(silent).map(([name, buildOnIt]) =>
    onConnections(
      {
        name: `acceleration-${kebab(name)}-does-nothing`,
        does: `${name} says that all is well, and does nothing.`,
        kills: [name],
        mayAlsoBreak: but(name, [...buildOnIt, ...afterRelease]),
      },
      () => ({ onCall: (frame) => (frame.method === name ? { answer: {} } : frame) }),
    ),
  ),
];
