/** What can be wrong with data that go through an accelerator. */
import type { Defect } from '../defect.ts';
import { answerOf, type Frame, onConnections, paramsOf } from './frames.ts';

const killing = (kills: readonly string[], mayAlsoBreak: readonly string[] = []) => ({
  kills,
  mayAlsoBreak,
});

type Item = { readonly payload: string };
const spoilt = ({ payload }: Item): Item => {
  const bytes = Buffer.from(payload, 'base64');
  bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
  return { payload: bytes.toString('base64') };
};
const received = (change: (items: readonly Item[], call: Frame) => readonly unknown[]) =>
  answerOf('AccReceiveData', ({ accData }, call) => ({
    accData: change(accData as readonly Item[], call),
  }));

const dataOf = (wires: readonly { readonly asked: readonly Frame[] }[]): readonly unknown[] =>
  wires.flatMap(({ asked }) =>
    asked.filter(({ method }) => method === 'AccSendData').map(({ params }) => params?.['accData']),
  );

export const dataDefects: readonly Defect[] = [
  onConnections(
    {
      name: 'acceleration-result-spoilt',
      does: 'The last bit of a result in an answer is wrong.',
      ...killing(['AccData', 'vn-nf/manage'], ['InitAcc', 'ReleaseAcc']),
    },
    () => answerOf('AccData', ({ accData }) => ({ accData: spoilt(accData as Item) })),
  ),
  onConnections(
    {
      name: 'acceleration-result-missing',
      does: 'The answer to work has no result.',
      ...killing(['AccData', 'vn-nf/manage'], ['InitAcc', 'ReleaseAcc']),
    },
    () => answerOf('AccData', () => ({})),
  ),
  onConnections(
    {
      name: 'acceleration-results-reversed',
      does: 'Results are fetched with the newest first.',
      ...killing(['AccReceiveData', 'vn-nf/manage'], ['AccSendData']),
    },
    () => received((items) => [...items].reverse()),
  ),
  onConnections(
    {
      name: 'acceleration-result-twice',
      does: 'A result is fetched once more.',
      ...killing(['AccReceiveData'], ['AccSendData']),
    },
    () => {
      let last: readonly Item[] = [];
      return received((items) => {
        const again = last;
        last = items;
        return items.length === 0 ? again : items;
      });
    },
  ),
  onConnections(
    {
      name: 'acceleration-item-lost-now-and-then',
      does: 'Every hundredth item that is sent is lost.',
      ...killing(['AccSendData'], ['AccReceiveData', 'vn-nf/manage']),
    },
    () => {
      let count = 0;
      return {
        onCall(frame) {
          if (frame.method === 'AccSendData') count += 1;
          return frame.method === 'AccSendData' && count % 100 === 0 ? { answer: {} } : frame;
        },
      };
    },
  ),
  onConnections(
    {
      name: 'acceleration-results-too-many',
      does: 'All results are fetched, however many are asked for.',
      ...killing(['AccReceiveData']),
    },
    () =>
      paramsOf('AccReceiveData', (params) => {
        const most = params['maxNumberOfDataItems'];
        return typeof most === 'number' && most > 0
          ? { ...params, maxNumberOfDataItems: 1_000 }
          : params;
      }),
  ),
  onConnections(
    {
      name: 'acceleration-results-invented',
      does: 'From an empty channel something is fetched.',
      ...killing(['AccReceiveData'], ['AccSendData', 'ReleaseAcc', 'vn-nf/manage']),
    },
    () => received((items) => (items.length === 0 ? [{ payload: '' }] : items)),
  ),
  onConnections(
    {
      name: 'acceleration-results-of-others',
      does: 'Results of another workload are fetched.',
      ...killing(['AccReceiveData', 'AccSendData']),
    },
    (others) => received((items) => (items.length === 0 ? dataOf(others()) : items)),
  ),
  onConnections(
    {
      name: 'acceleration-channels-mixed-up',
      does: 'What is sent goes to the first channel of its subsystem, whichever is meant.',
      ...killing(['AccSendData', 'AccReceiveData'], ['RegisterForAccDataAvailableEvent']),
    },
    () =>
      paramsOf('AccSendData', ({ accChannel, ...rest }) => ({
        ...rest,
        accChannel: String(accChannel).replace(/\/1$/, '/0'),
      })),
  ),
];
