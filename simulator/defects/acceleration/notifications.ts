/** What can be wrong with the calls of the infrastructure. */
import {
  type NotificationName,
  notificationNames,
} from '../../../src/contract/acceleration/workload-calls.ts';
import type { Defect } from '../defect.ts';
import { type Frame, notificationOf, onConnections } from './frames.ts';

const killing = (kills: readonly string[], mayAlsoBreak: readonly string[] = []) => ({
  kills,
  mayAlsoBreak,
});

const facts = {
  AccEventNotification: {
    word: 'event',
    handler: 'vnfEventHandlerId',
    register: 'RegisterForAccEvent',
  },
  AccDataAvailableEventNotification: {
    word: 'data',
    handler: 'regHandlerId',
    register: 'RegisterForAccDataAvailableEvent',
  },
} as const satisfies Record<NotificationName, unknown>;

const again = (frame: Frame): Frame => ({ ...frame, id: `${String(frame.id)}-again` });
const handled = (frame: Frame, key: string, handler: unknown): Frame => ({
  ...frame,
  params: { ...frame.params, [key]: handler },
});

const ofEach = notificationNames.flatMap((name): Defect[] => {
  const { word, handler, register } = facts[name];
  return [
    onConnections(
      {
        name: `acceleration-${word}-not-told`,
        does: `The infrastructure never calls ${name}.`,
        ...killing([name, 'vn-nf/events', register]),
      },
      () => notificationOf(name, () => []),
    ),
    onConnections(
      {
        name: `acceleration-${word}-told-twice`,
        does: `The infrastructure calls ${name} twice.`,
        ...killing([name, register]),
      },
      () => notificationOf(name, (frame) => [frame, again(frame)]),
    ),
    onConnections(
      {
        name: `acceleration-${word}-wrong-handler`,
        does: `${name} names a handler that nobody has named.`,
        ...killing([name, 'vn-nf/events']),
      },
      () => notificationOf(name, (frame) => [handled(frame, handler, 'nobody')]),
    ),
    onConnections(
      {
        name: `acceleration-${word}-told-to-one-handler`,
        does: `${name} reaches the handler that was named first, and no other.`,
        ...killing([name]),
      },
      () =>
        notificationOf(name, (frame, { asked }) => {
          const first = asked.find(({ method }) => method === register)?.params?.[handler];
          return frame.params?.[handler] === first ? [frame] : [];
        }),
    ),
    onConnections(
      {
        name: `acceleration-${word}-told-to-others`,
        does: `${name} reaches the other workloads, too.`,
        ...killing([name]),
      },
      (others) =>
        notificationOf(name, (frame) => {
          for (const { asked, tell } of others()) {
            const theirs = asked.find(({ method }) => method === register)?.params?.[handler];
            if (theirs !== undefined) tell(again(handled(frame, handler, theirs)));
          }
          return [frame];
        }),
    ),
    onConnections(
      {
        name: `acceleration-${word}-malformed`,
        does: `${name} lacks its handler.`,
        ...killing([name]),
      },
      () => notificationOf(name, (frame) => [{ ...frame, params: {} }]),
    ),
  ];
});

export const notificationDefects: readonly Defect[] = [
  ...ofEach,
  onConnections(
    {
      name: 'acceleration-event-told-unasked',
      does: 'Every workload is told of every event.',
      ...killing(['AccEventNotification', 'vn-nf/events'], ['DeRegisterForAccEvent']),
    },
    () => ({
      onAnswer(answer, call, wire) {
        if (call.method !== 'InitAcc') return answer;
        for (const accEvent of eventsIn(answer)) {
          wire.ask('RegisterForAccEvent', { accEvent, vnfEventHandlerId: 'unasked' });
        }
        return answer;
      },
    }),
  ),
  onConnections(
    {
      name: 'acceleration-event-other-than-told',
      does: 'The workload is told of another event than the one that happened.',
      ...killing(['AccEventNotification', 'vn-nf/events']),
    },
    () =>
      notificationOf('AccEventNotification', (frame) => [
        {
          ...frame,
          params: {
            ...frame.params,
            accEventMetaData: {
              ...(frame.params?.['accEventMetaData'] as object),
              accEvent: 'other',
            },
          },
        },
      ]),
  ),
  onConnections(
    {
      name: 'acceleration-data-told-unasked',
      does: 'Available data are announced without registration.',
      ...killing(['AccDataAvailableEventNotification', 'vn-nf/events'], ['AccSendData']),
    },
    () => ({
      onAnswer(answer, call, wire) {
        if (call.method === 'AccSendData') {
          const params = { regHandlerId: 'unasked' };
          const id = `unasked-${String(call.id)}`;
          wire.tell({ jsonrpc: '2.0', id, method: 'AccDataAvailableEventNotification', params });
        }
        return answer;
      },
    }),
  ),
  onConnections(
    {
      name: 'acceleration-data-of-others-told',
      does: 'Data of one workload are announced to all.',
      ...killing(['AccDataAvailableEventNotification']),
    },
    (others) => ({
      onAnswer(answer, call) {
        if (call.method !== 'AccSendData') return answer;
        for (const { asked, tell } of others()) {
          const method = 'RegisterForAccDataAvailableEvent';
          const theirs = asked.find((frame) => frame.method === method)?.params?.['regHandlerId'];
          if (theirs === undefined) continue;
          const params = { regHandlerId: theirs };
          tell({
            jsonrpc: '2.0',
            id: 'of-others',
            method: 'AccDataAvailableEventNotification',
            params,
          });
        }
        return answer;
      },
    }),
  ),
];

function eventsIn({ result }: Frame): readonly string[] {
  const all = (result?.['accCapabilities'] ?? []) as readonly {
    readonly attributes: { readonly events?: readonly string[] };
  }[];
  return [...new Set(all.flatMap(({ attributes }) => attributes.events ?? []))];
}
