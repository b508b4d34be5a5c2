/** What a query wants of providers: resources, traits, aggregates and a tree. */
import { badQuery } from './faults.ts';
import type { Provider } from './ports.ts';
import { fits } from './provider-table.ts';
import type { Room } from './room.ts';

/** `VCPU:1,DISK_GB:10` @throws Fault 400 */
export function resourcesIn(text: string, { vocabulary }: Room): ReadonlyMap<string, number> {
  const wanted = new Map<string, number>();
  for (const part of text.split(',')) {
    const [, name = '', amount = ''] = /^([A-Z0-9_]+):([1-9]\d*)$/.exec(part.trim()) ?? [];
    if (name === '') {
      throw badQuery(
        `Badly formed resources parameter. Expected resources query string in form: ?resources=VCPU:2,MEMORY_MB:1024. Got: ${text}.`,
      );
    }
    if (vocabulary.classes.get(name) === undefined) {
      throw badQuery(`Invalid resource class in resources parameter: ${name}`);
    }
    wanted.set(name, Number(amount));
  }
  return wanted;
}

/** One demand on traits. */
export interface TraitWish {
  /** One of them is enough. */
  readonly anyOf: readonly string[];
  readonly forbidden: boolean;
}

/** `required=A,!B` as often as it stands there; from 1.39 also `in:A,B`. @throws Fault 400 */
export function traitsIn(
  texts: readonly string[],
  { vocabulary }: Room,
  { minor }: { readonly minor: number },
): readonly TraitWish[] {
  const wishes = texts.flatMap((text): TraitWish[] =>
    text.startsWith('in:') && minor >= 39
      ? [{ anyOf: text.slice('in:'.length).split(','), forbidden: false }]
      : text.split(',').map((part) => ({
          anyOf: [part.trim().replace(/^!/, '')],
          forbidden: part.trim().startsWith('!'),
        })),
  );
  const unknown = wishes
    .flatMap(({ anyOf }) => anyOf)
    .filter((trait) => vocabulary.traits.get(trait) === undefined);
  if (unknown.length > 0) throw badQuery(`No such trait(s): ${unknown.join(', ')}.`);
  return wishes;
}

export const agrees = (traits: readonly string[], wishes: readonly TraitWish[]): boolean =>
  wishes.every(
    ({ anyOf, forbidden }) => anyOf.some((trait) => traits.includes(trait)) !== forbidden,
  );

/** `member_of=<uuid>`, `in:<uuid>,<uuid>`, and either with `!` before it. */
export const inAggregates = ({ aggregates }: Provider, texts: readonly string[]): boolean =>
  texts.every((text) => {
    const not = text.startsWith('!');
    const wanted = text.replace(/^!/, '').replace(/^in:/, '').split(',');
    return wanted.some((uuid) => aggregates.includes(uuid)) !== not;
  });

export const hasAll = (provider: Provider, wanted: ReadonlyMap<string, number>): boolean =>
  [...wanted].every(([name, amount]) => fits(provider, name, amount));
