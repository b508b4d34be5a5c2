/** What can be wrong with taking an accelerator into use and letting it go. */
import type { Defect } from '../defect.ts';
import { everything } from './any-call.ts';
import { answerOf, onConnections, paramsOf } from './frames.ts';

const initialisation = { kills: ['InitAcc', 'vn-nf/discover'], mayAlsoBreak: [] };
/** Nothing goes on a connection without initialisation. */
const connection = {
  kills: ['InitAcc'],
  mayAlsoBreak: everything.filter((clause) => clause !== 'InitAcc'),
};
const release = { kills: ['ReleaseAcc'], mayAlsoBreak: [] };

type Subsystems = readonly { readonly attributes: Readonly<Record<string, unknown>> }[];

export const initialisationDefects: readonly Defect[] = [
  onConnections(
    {
      name: 'acceleration-selector-ignored',
      does: 'Initialisation tells all attributes, whatever is selected.',
      ...initialisation,
    },
    () => paramsOf('InitAcc', ({ accAttributeSelector: _, ...rest }) => rest),
  ),
  onConnections(
    {
      name: 'acceleration-filter-ignored',
      does: 'Initialisation tells of all subsystems, whatever is meant.',
      ...initialisation,
    },
    () => paramsOf('InitAcc', ({ accFilter: _, ...rest }) => rest),
  ),
  onConnections(
    {
      name: 'acceleration-operations-missing',
      does: 'The capabilities lack the operations.',
      ...initialisation,
    },
    () =>
      answerOf('InitAcc', ({ accCapabilities }) => ({
        accCapabilities: (accCapabilities as Subsystems).map(({ attributes, ...rest }) => {
          const { operations: _, ...others } = attributes;
          return { ...rest, attributes: others };
        }),
      })),
  ),
  onConnections(
    {
      name: 'acceleration-init-resets',
      does: 'A second initialisation gives the settings their default values again.',
      kills: ['InitAcc'],
      mayAlsoBreak: [],
    },
    () => {
      let before = false;
      return {
        onCall(frame, wire) {
          if (frame.method === 'InitAcc') {
            if (before) wire.ask('ResetAccConfigs', {});
            before = true;
          }
          return frame;
        },
      };
    },
  ),
  onConnections(
    {
      name: 'acceleration-answer-to-another-call',
      does: 'The answer to an initialisation bears another id.',
      ...connection,
    },
    () => ({
      onAnswer: (answer, call) =>
        call.method === 'InitAcc' ? { ...answer, id: 'another' } : answer,
    }),
  ),
  onConnections(
    {
      name: 'acceleration-answer-twice',
      does: 'Initialisation is answered twice.',
      ...connection,
    },
    () => ({
      onAnswer(answer, call, wire) {
        if (call.method === 'InitAcc') wire.tell(answer);
        return answer;
      },
    }),
  ),
  onConnections(
    {
      name: 'acceleration-release-answered-twice',
      does: 'Release is answered twice.',
      kills: ['ReleaseAcc'],
      mayAlsoBreak: ['InitAcc', 'AccEventNotification', 'vn-nf/manage', 'vn-nf/events'],
    },
    () => ({
      onAnswer(answer, call, wire) {
        if (call.method === 'ReleaseAcc') wire.tell(answer);
        return answer;
      },
    }),
  ),
  onConnections(
    {
      name: 'acceleration-result-and-error',
      does: 'The answer to an initialisation has both result and error.',
      ...connection,
    },
    () => ({
      onAnswer: (answer, call) =>
        call.method === 'InitAcc' ? { ...answer, error: { code: 0, message: 'none' } } : answer,
    }),
  ),
  onConnections(
    {
      name: 'acceleration-release-of-others',
      does: 'Whoever lets an accelerator go takes it from the other workloads, too.',
      ...release,
    },
    (others) => ({
      onCall(frame) {
        if (frame.method === 'ReleaseAcc') for (const wire of others()) wire.ask('ReleaseAcc', {});
        return frame;
      },
    }),
  ),
  onConnections(
    {
      name: 'acceleration-release-keeps-settings',
      does: 'Settings outlast the release.',
      ...release,
    },
    () => ({
      onCall(frame, wire) {
        if (frame.method !== 'InitAcc') return frame;
        const last = wire.asked.findLast(({ method }) => method === 'ModifyAccConfiguration');
        if (last !== undefined) {
          wire.ask('InitAcc', {});
          wire.ask('ModifyAccConfiguration', last.params ?? {});
        }
        return frame;
      },
    }),
  ),
  onConnections(
    {
      name: 'acceleration-release-keeps-data',
      does: 'What was left in a channel outlasts the release.',
      ...release,
    },
    () => ({
      onAnswer(answer, call, wire) {
        if (call.method !== 'InitAcc') return answer;
        const last = wire.asked.findLast(({ method }) => method === 'AccSendData');
        if (last !== undefined) wire.ask('AccSendData', last.params ?? {});
        return answer;
      },
    }),
  ),
  {
    ...onConnections(
      {
        name: 'acceleration-reconnection-keeps-settings',
        does: 'What was set on a connection that is lost is there on the next one.',
        kills: ['ReleaseAcc'],
        // The next example is the next connection.
        mayAlsoBreak: [
          'ModifyAccConfiguration',
          'GetAccConfigs',
          'ResetAccConfigs',
          'InitAcc',
          'AccData',
          'vn-nf/configure',
        ],
      },
      () => ({}),
    ),
    wrapConnections(next) {
      const changes = new Map<string, string>();
      return (path, line) => {
        let quiet = false;
        const connection = next(path, {
          send: (frame) => {
            if (!quiet) line.send(frame);
          },
          close: () => {
            line.close();
          },
        });
        let kept = changes.get(path);
        changes.delete(path);
        return (
          connection && {
            receive(frame) {
              connection.receive(frame);
              if (frame.includes('"ModifyAccConfiguration"')) changes.set(path, frame);
              if (kept === undefined || !frame.includes('"InitAcc"')) return;
              quiet = true;
              connection.receive(kept);
              quiet = false;
              kept = undefined;
            },
            closed: () => {
              connection.closed();
            },
          }
        );
      };
    },
  },
];
