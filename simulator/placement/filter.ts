/** What a query wants of providers: resources, traits, aggregates and a tree. */
import { uuid } from '../../src/contract/placement/wire-types.ts';
import { badRequest } from '../kernel/fault.ts';
import { invalidQuery } from './faults.ts';
import type { Provider } from './ports.ts';
import { fits } from './provider-table.ts';
import type { Room } from './room.ts';

/** `VCPU:1,DISK_GB:10` @throws Fault 400 */
export function resourcesIn(text: string, { vocabulary }: Room): ReadonlyMap<string, number> {
  const wanted = new Map<string, number>();
  for (const part of text.split(',')) {
    const [, name = '', amount = ''] = /^([^:]+):(-?\d+)$/.exec(part.trim()) ?? [];
    if (name === '') {
      throw badRequest(
        `Badly formed resources parameter. Expected resources query string parameter in form: ?resources=VCPU:2,MEMORY_MB:1024. Got: ${text === '' ? 'empty string' : text}.`,
      );
    }
    if (Number(amount) < 1) {
      throw badRequest(`Requested resource ${name} requires amount >= 1. Got: ${amount}.`);
    }
    if (vocabulary.classes.get(name) === undefined) {
      throw badRequest(
        `Invalid resource class in resources parameter: No such resource class ${name}.`,
      );
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
  if (unknown.length > 0) {
    throw badRequest(
      `Invalid trait(s) in "required" parameter: No such trait(s): ${unknown.join(', ')}.`,
    );
  }
  return wishes;
}

export const agrees = (traits: readonly string[], wishes: readonly TraitWish[]): boolean =>
  wishes.every(
    ({ anyOf, forbidden }) => anyOf.some((trait) => traits.includes(trait)) !== forbidden,
  );

/** One demand on aggregates: to be in one of them, or in none. */
export interface AggregateWish {
  readonly anyOf: readonly string[];
  readonly not: boolean;
}

/** `member_of=<uuid>`, `in:<uuid>,<uuid>`, and either with `!` before it. @throws Fault 400 */
export function aggregatesIn(texts: readonly string[]): readonly AggregateWish[] {
  return texts.map((text) => {
    const anyOf = text.replace(/^!/, '').replace(/^in:/, '').split(',');
    if (!anyOf.every(isUuid)) {
      throw invalidQuery(
        `Expected 'member_of' parameter to contain valid UUID(s). Got: ${anyOf.join(',')}`,
      );
    }
    return { anyOf, not: text.startsWith('!') };
  });
}

export const inAggregates = ({ aggregates }: Provider, wishes: readonly AggregateWish[]): boolean =>
  wishes.every(({ anyOf, not }) => anyOf.some((each) => aggregates.includes(each)) !== not);

export const isUuid = (text: string): boolean => uuid.safeParse(text).success;
/** @throws Fault 400 for a parameter that is no uuid */
export function mustBeUuid(text: string): void {
  if (!isUuid(text)) throw invalidQuery(`'${text}' is not a 'uuid'`);
}

export const hasAll = (provider: Provider, wanted: ReadonlyMap<string, number>): boolean =>
  [...wanted].every(([name, amount]) => fits(provider, name, amount));
