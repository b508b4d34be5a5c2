/** One of the collections behind paths, `/sfc/…` of the Networking API: for paths and for clean-up. */
import { z } from 'zod';
import { pageLinks } from '../contract/network/wire-types.ts';
import { askNetwork, listNetwork } from './ask-network.ts';
import type { Notes } from './notes.ts';
import { mustShow, mustSucceed } from './openstack-answers.ts';
import type { Keeper } from './port.ts';
import type { Session } from './session.ts';

/** What there is one of in an answer, how it is read, and what it is called in the ledger and for the reader. */
export interface Form<Shown> {
  readonly key: string;
  readonly schema: z.ZodType<Shown>;
  readonly address: string;
  readonly called: string;
}

/** What a new one shall be, on the wire. */
type Wish = Readonly<Record<string, unknown>> & { readonly name: string };

export function collectionOf<Shown extends { readonly id: string; readonly name: string }>(
  session: Session,
  { key, schema, address, called }: Form<Shown>,
) {
  const ask = askNetwork(session);
  const many = `${key}s`;
  const whole = `/sfc/${many}`;
  const pathOf = (id: string): string => `${whole}/${encodeURIComponent(id)}`;
  const one = z.looseObject({ [key]: schema }).transform((body) => body[key] as Shown);
  const page = z
    .looseObject({ [many]: z.array(schema), [`${many}_links`]: pageLinks.optional() })
    .transform((body) => ({
      entries: body[many] as Shown[],
      links: body[`${many}_links`] as z.infer<typeof pageLinks> | undefined,
    }));

  const list = (query = ''): Promise<Shown[]> =>
    listNetwork(session, whole + query, {
      doing: `list ${called}s`,
      schema: page,
      page: (read) => read,
    });
  const look = (id: string) => ask('GET', pathOf(id));
  const reading = { doing: `show a ${called}`, success: [200] };
  const show = async (id: string): Promise<Shown | undefined> => {
    const answer = await look(id);
    return answer.status === 404 ? undefined : mustShow(answer, one, reading);
  };
  const remove = async (id: string, success: readonly number[] = [204]): Promise<void> => {
    mustSucceed(await ask('DELETE', pathOf(id)), { doing: `delete a ${called}`, success });
  };

  return {
    list,
    show,
    /** @throws Refusal `unknown` when there is none */
    get: async (id: string): Promise<Shown> => mustShow(await look(id), one, reading),
    /** Written down before it is asked for. */
    async create(notes: Notes, wish: Wish): Promise<Shown> {
      const note = notes.asked({ resource: address, name: wish.name });
      const answer = await ask('POST', whole, { [key]: wish });
      const made = mustShow(answer, one, { doing: `create a ${called}`, success: [201] });
      note.made(made.id);
      return made;
    },
    async change(id: string, wish: object): Promise<Shown> {
      const answer = await ask('PUT', pathOf(id), { [key]: wish });
      return mustShow(answer, one, { doing: `change a ${called}`, success: [200] });
    },
    remove,
    keeper: {
      named: async (name) =>
        (await list(`?name=${encodeURIComponent(name)}`))
          .filter((each) => each.name === name)
          .map(({ id }) => id),
      exists: async (id) => (await show(id)) !== undefined,
      remove: (id) => remove(id, [204, 404]),
    } satisfies Keeper,
  };
}
