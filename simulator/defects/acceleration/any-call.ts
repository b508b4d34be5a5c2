/** What can be wrong with every call of a workload: nothing is refused, or nothing is done. */
import {
  type AskedCallName,
  isNotification,
  workloadCallShapes,
} from '../../../src/contract/acceleration/workload-calls.ts';
import type { Defect } from '../defect.ts';
import { onConnections } from './frames.ts';

export const duties = ['vn-nf/discover', 'vn-nf/configure', 'vn-nf/manage', 'vn-nf/events'];
/** All that hangs together on one connection. */
export const everything = [...Object.keys(workloadCallShapes), ...duties];

const asked = Object.keys(workloadCallShapes).filter(
  (name): name is AskedCallName => !isNotification(name),
);
/** Calls without an answer of their own: whether they were done shows elsewhere. */
const silent: readonly AskedCallName[] = [
  'RegisterForAccEvent',
  'DeRegisterForAccEvent',
  'ReleaseAcc',
  'ModifyAccConfiguration',
  'ResetAccConfigs',
  'AccSendData',
  'RegisterForAccDataAvailableEvent',
  'DeRegisterForAccDataAvailableEvent',
];

const kebab = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();

const others = (name: string): string[] => everything.filter((clause) => clause !== name);

export const anyCallDefects: readonly Defect[] = [
  ...asked.map((name) =>
    onConnections(
      {
        name: `acceleration-${kebab(name)}-refuses-nothing`,
        does: `${name} says that all is well where it has refused.`,
        kills: [name],
        mayAlsoBreak: others(name),
      },
      () => ({
        onAnswer: ({ error, ...answer }, call) =>
          call.method === name && error !== undefined
            ? { ...answer, result: {} }
            : { ...answer, ...(error === undefined ? {} : { error }) },
      }),
    ),
  ),
  ...silent.map((name) =>
    onConnections(
      {
        name: `acceleration-${kebab(name)}-does-nothing`,
        does: `${name} says that all is well, and does nothing.`,
        kills: [name],
        mayAlsoBreak: others(name),
      },
      () => ({ onCall: (frame) => (frame.method === name ? { answer: {} } : frame) }),
    ),
  ),
];
