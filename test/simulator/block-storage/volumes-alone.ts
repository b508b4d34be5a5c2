/** Block storage as its tests ask it: signed in at a simulator on a virtual clock. */
import { createSimulator } from '../../../simulator/create-simulator.ts';
import type { ReleaseName } from '../../../simulator/release.ts';
import { signIn } from '../signed-in.ts';

export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** @returns asks as a user; and moves the clock */
export async function openVolumes(release?: ReleaseName) {
  const simulator = createSimulator(release === undefined ? {} : { release });
  const people = new Map<string, Promise<{ token: string; projectId?: string | undefined }>>();
  const person = (who: string) => {
    const known = people.get(who) ?? signIn(simulator, who);
    people.set(who, known);
    return known;
  };
  const ask = async (
    who: string,
    method: string,
    path: string,
    body?: unknown,
    version = '3.70',
  ): Promise<Answered> => {
    const { token } = await person(who);
    const answer = await simulator.fetch(
      new Request(`http://cloud.test/volume/v3${path}`, {
        method,
        headers: {
          'x-auth-token': token,
          'content-type': 'application/json',
          'openstack-api-version': `volume ${version}`,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await answer.text();
    return {
      status: answer.status,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
  };
  const create = async (who: string, wish: object = {}): Promise<string> => {
    const { body } = await ask(who, 'POST', '/volumes', { volume: { size: 1, ...wish } });
    return (body['volume'] as { id: string }).id;
  };
  const status = async (who: string, id: string): Promise<string> => {
    const { body } = await ask(who, 'GET', `/volumes/${id}`);
    return (body['volume'] as { status: string } | undefined)?.status ?? 'gone';
  };
  const clock = simulator.clock;
  const advance = (ms: number) => {
    if (clock.kind === 'virtual') clock.advance(ms);
  };
  return {
    simulator,
    ask,
    create,
    status,
    advance,
    project: async (who: string) => (await person(who)).projectId ?? '',
  };
}

export const messageIn = ({ body }: Answered): string =>
  Object.values(body as Record<string, { message?: string }>)[0]?.message ?? '';
