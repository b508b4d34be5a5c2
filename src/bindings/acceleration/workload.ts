/**
 * A workload that uses its accelerator through the calls of ETSI GS NFV-IFA 002: it speaks the table's
 * names, and nothing leaves or enters here that is not of the contract's form.
 */
import { type Fault, faultOfCode, faults } from '../../contract/acceleration/faults.ts';
import { answerFrame, requestFrame } from '../../contract/acceleration/frames.ts';
import {
  type AskedCallName,
  isNotification,
  type NotificationName,
  notificationNames,
  type ParamsOf,
  type ResultOf,
  workloadCallShapes,
} from '../../contract/acceleration/workload-calls.ts';
import type { AccData, Capability } from '../../contract/acceleration/workload-values.ts';
import { Refusal, type RefusalReason, Violation } from '../../failures.ts';
import {
  openPeer,
  type PeerAnswer,
  type PeerOptions,
  type ReadFrame,
} from '../../transport/peer.ts';
import type { ExchangedCall } from '../acceleration-manager.ts';

export type { AskedCallName, NotificationName, ParamsOf, ResultOf };
export { wholeAccelerator } from '../../contract/acceleration/workload-values.ts';
export type { AccData, Capability, Fault };

/** The words of the features for the faults: `not initialised`. */
export const faultWords: readonly string[] = faults.map((fault) => wordsOf(fault));
function wordsOf(fault: Fault): string {
  return fault.toLowerCase().replaceAll('_', ' ');
}

/** The calls that a workload makes. */
export const askedCallNames = (Object.keys(workloadCallShapes) as AskedCallName[]).filter(
  (name) => !isNotification(name),
);

/** The binding's own word for why a call was refused, out of the code that carried the refusal. */
export function faultOf({ status }: Refusal): string | undefined {
  const fault = faultOfCode(status);
  return fault === undefined ? undefined : wordsOf(fault);
}

const reasons: Readonly<Record<Fault, RefusalReason>> = {
  NOT_JSON: 'invalid',
  NOT_A_REQUEST: 'invalid',
  NO_SUCH_CALL: 'unknown',
  INVALID_PARAMETER: 'invalid',
  NOT_INITIALISED: 'conflicting',
  INVALID_FILTER: 'invalid',
  INVALID_SELECTOR: 'invalid',
  INVALID_CONFIG: 'invalid',
  NOT_REGISTERED: 'unknown',
  NO_SUCH_EVENT: 'unknown',
  NO_SUCH_CHANNEL: 'unknown',
  CHANNEL_FULL: 'over quota',
  INVALID_DATA: 'invalid',
  HANDLER_IN_USE: 'duplicate',
};

/** A call of the infrastructure, once, however often it was repeated. */
export interface Heard {
  readonly call: NotificationName;
  /** `vnfEventHandlerId` or `regHandlerId`. */
  readonly handler: string;
  /** Of an event: which one. */
  readonly accEvent?: string;
}

export interface Workload {
  /**
   * @throws Refusal whose status is the code of the error
   * @throws Violation when the answer is not of the table's form
   * @throws Unreachable when none comes
   */
  call<N extends AskedCallName>(name: N, params: ParamsOf<N>): Promise<ResultOf<N>>;
  /** With parameters of any kind, to see them refused. */
  tryCall(name: AskedCallName, params: Readonly<Record<string, unknown>>): Promise<void>;
  /**
   * What the infrastructure has called, in order.
   * @throws Violation when something came that nobody may send
   */
  heard(): readonly Heard[];
  /**
   * Asks something that changes nothing, whatever the answer, which is none of `calls`: silence on a line
   * that is dead would be none.
   * @throws Unreachable when no answer comes
   */
  alive(): Promise<void>;
  /** @throws Violation when something came that nobody may send */
  check(): void;
  close(): void;
}

/** What an item of data is made of. */
export const itemOf = (
  bytes: Uint8Array | string,
  metadata: Record<string, Uint8Array> = {},
): AccData => ({
  payload: Buffer.from(bytes as Uint8Array).toString('base64'),
  ...(Object.keys(metadata).length === 0
    ? {}
    : {
        metadata: Object.fromEntries(
          Object.entries(metadata).map(([name, value]) => [
            name,
            Buffer.from(value).toString('base64'),
          ]),
        ),
      }),
});

export const bytesOf = ({ payload }: AccData): Buffer => Buffer.from(payload, 'base64');

/** Reads JSON-RPC for the peer. */
function readFrame(text: string): ReadFrame | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const answer = answerFrame.safeParse(json);
  if (answer.success) {
    const { data } = answer;
    return data.error === undefined
      ? { kind: 'result', id: data.id, result: data.result }
      : { kind: 'error', id: data.id, error: data.error };
  }
  const request = requestFrame.safeParse(json);
  if (!request.success) return undefined;
  const { id, method, params } = request.data;
  return { kind: 'call', id, method, params: params ?? {} };
}

export interface WorkloadOptions extends Omit<PeerOptions, 'read' | 'serve' | 'them'> {
  readonly us: 'VNF' | 'other VNF';
  /** Gets the calls of both sides, in order. */
  readonly calls: ExchangedCall[];
}

/** @throws Unreachable when no connection comes about */
export async function openWorkload(options: WorkloadOptions): Promise<Workload> {
  const { us, calls } = options;
  const heard: Heard[] = [];
  const seen = new Set<string | number>();
  /** Everything that was ever given as a handler on this connection. */
  const handlers = new Set<string>();
  let misdirected: Violation | undefined;

  const serve = (method: string, params: unknown, id: string | number): PeerAnswer => {
    const name = notificationNames.find((known) => known === method);
    const shape = name === undefined ? undefined : workloadCallShapes[name].params;
    const read = shape?.safeParse(params);
    if (name === undefined || read?.success !== true) {
      misdirected ??= new Violation({
        expected: `the NFVI to call ${notificationNames.join(' or ')} with the table’s parameters`,
        observed: `${method} ${JSON.stringify(params)}`,
      });
      return { error: { code: -32602, message: 'INVALID_PARAMETER' } };
    }
    if (seen.has(id)) return { result: {} };
    seen.add(id);
    const { data } = read;
    const handler = 'regHandlerId' in data ? data.regHandlerId : data.vnfEventHandlerId;
    if (!handlers.has(handler)) {
      misdirected ??= new Violation({
        expected: 'notifications for handlers that the VNF has named',
        observed: `${method} for ${JSON.stringify(handler)}`,
      });
    }
    const event = 'accEventMetaData' in data ? { accEvent: data.accEventMetaData.accEvent } : {};
    heard.push({ call: name, handler, ...event });
    const given = Object.keys(data);
    calls.push({ call: name, from: 'NFVI', to: us, given, answered: [] });
    return { result: {} };
  };
  const peer = await openPeer({ ...options, read: readFrame, serve, them: 'NFVI' });

  async function ask(name: AskedCallName, params: Readonly<Record<string, unknown>>) {
    const exchanged: ExchangedCall = {
      call: name,
      from: us,
      to: 'NFVI',
      given: Object.keys(params),
    };
    calls.push(exchanged);
    for (const key of ['vnfEventHandlerId', 'regHandlerId']) {
      const handler = params[key];
      if (typeof handler === 'string') handlers.add(handler);
    }
    const { result, error } = await peer.call(name, params);
    if (error === undefined) {
      exchanged.answered = Object.keys(result as object);
      return result;
    }
    const fault = faultOfCode(error.code);
    if (fault === undefined) {
      throw new Violation({
        expected: `${name} to be answered, or refused with a code of the binding`,
        observed: `code ${String(error.code)}: ${error.message}`,
      });
    }
    throw new Refusal(reasons[fault], error.code, error.message);
  }

  return {
    async call(name, params) {
      const result = await ask(name, params);
      const read = workloadCallShapes[name].result.safeParse(result);
      if (read.success) return read.data as ResultOf<typeof name>;
      const [issue] = read.error.issues;
      throw new Violation({
        expected: `the response of ${name} to have the form of the binding`,
        observed: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
      });
    },
    async tryCall(name, params) {
      await ask(name, params);
    },
    heard() {
      if (misdirected !== undefined) throw misdirected;
      peer.check();
      return heard;
    },
    check() {
      const found = misdirected ?? peer.violation();
      if (found !== undefined) throw found;
    },
    async alive() {
      await peer.call('GetAccConfigs', {});
    },
    close() {
      peer.close();
    },
  };
}
