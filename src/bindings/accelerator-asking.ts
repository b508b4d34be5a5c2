/** Asking the accelerator service: its microversions, and its refusals in the words of Table 6-3's binding. */
import type { z } from 'zod';
import type { ProblemWord } from '../contract/acceleration/problems.ts';
import { Refusal } from '../failures.ts';
import type { Answer } from '../transport/http.ts';
import { refusedAs } from './acceleration-refusals.ts';
import { mustShow, mustSucceed } from './openstack-answers.ts';
import type { ServiceAsk, Session } from './session.ts';

/** By status, what a refusal of one call means; who may not ask is known without it. */
export type Meanings = Readonly<Partial<Record<number, ProblemWord>>>;

const usual: Meanings = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN' };

/** @throws Refusal whose `said` begins with a word of the binding */
export async function meaning<T>(meanings: Meanings, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const word = meanings[error.status] ?? usual[error.status];
    throw word === undefined ? error : refusedAs(word, error.status, error.said);
  }
}

export interface Wish extends Pick<ServiceAsk, 'method' | 'path' | 'json'> {
  readonly doing: string;
  readonly success: number;
  /** A bare version, since the form that is documented is not understood; the oldest without it. */
  readonly version?: string;
  /** Of a service that vouches for the call. */
  readonly serviceToken?: string | undefined;
}

/** Asks, and passes a success. @throws Refusal, Violation */
export async function ask(session: Session, wish: Wish): Promise<Answer> {
  const { method, path, json, doing, success, version, serviceToken } = wish;
  const answer = await session.ask('accelerator', {
    method,
    path,
    ...(json === undefined ? {} : { json }),
    headers: {
      ...(version === undefined ? {} : { 'OpenStack-API-Version': version }),
      ...(serviceToken === undefined ? {} : { 'X-Service-Token': serviceToken }),
    },
  });
  return mustSucceed(answer, { doing, success: [success] });
}

/** Asks for something that is shown. @throws Refusal, Violation */
export async function show<S extends z.ZodType>(
  session: Session,
  schema: S,
  wish: Omit<Wish, 'method' | 'success'> & { readonly success?: number },
  method: Wish['method'] = 'GET',
): Promise<z.infer<S>> {
  const success = wish.success ?? 200;
  const answer = await ask(session, { ...wish, method, success });
  return mustShow(answer, schema, { doing: wish.doing, success: [success] });
}
