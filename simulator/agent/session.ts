/** What an accelerator does for one workload: all that its maker writes. */
import type {
  AskedCallName,
  NotificationName,
  ParamsOf,
  ResultOf,
} from '../../src/contract/acceleration/workload-calls.ts';

/**
 * The calls that a workload makes, each with parameters of the contract's form; a refusal is thrown as
 * CallRefused. Calls of one connection come one after another. One that is missing is refused.
 */
export type Calls = {
  readonly [N in AskedCallName]?: (params: ParamsOf<N>) => ResultOf<N> | Promise<ResultOf<N>>;
};

/** Calls the workload; what is told during a call goes out after its answer. */
export type Tell = <N extends NotificationName>(name: N, params: ParamsOf<N>) => void;

/** One workload on one accelerator, as long as its connection lasts. */
export interface Session {
  readonly calls: Calls;
  /** The connection has ended, and with it all that the workload had. */
  ended?(): void;
}

/**
 * Makes the session of a workload that connects.
 * @param attachTarget the last part of the address; empty on standard streams
 * @returns undefined when nothing is there
 */
export type Attach = (tell: Tell, attachTarget: string) => Session | undefined;
