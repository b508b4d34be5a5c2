/** One request on its way through a service. */
import type { Caller } from './caller.ts';
import type { Reply } from './reply.ts';

export type Headers = readonly (readonly [string, string])[];

export interface Call<State = unknown> {
  readonly request: Request;
  readonly method: string;
  /** Scheme, host and port as the client wrote them: what absolute links must start with. */
  readonly origin: string;
  /** `origin` and the service's base path, without a slash at the end. */
  readonly base: string;
  /** The path below the base path, as the client wrote it. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly requestId: string;
  /** Headers that go with every answer to this call, refusals included. */
  readonly answerHeaders: [string, string][];
  /** @throws Error on a route that is open to all: there is none */
  readonly caller: Caller;
  /** What the service's `prepare` returned. */
  readonly state: State;
  /** The decoded part of the path that the route, which surely has it, names. */
  param(name: string): string;
  header(name: string): string | undefined;
  /**
   * The body as JSON.
   * @throws Fault in the service's words: too large, another content type, no JSON
   */
  json(): Promise<unknown>;
}

export type Handler<State> = (call: Call<State>) => Reply | Promise<Reply>;
