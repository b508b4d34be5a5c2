/** Filters of Table 6-3, applied to what is shown: the accelerator service has no such grammar. */
import { type FilterTerm, parseFilter } from '../contract/acceleration/filter.ts';
import { NotInBinding } from './acceleration-manager.ts';

/** @throws NotInBinding for a text that is no filter: there is nobody whom it could be sent to */
export function matching<T extends object>(all: readonly T[], filter = ''): readonly T[] {
  const terms = parseFilter(filter);
  const known = new Set(all.flatMap((each) => Object.keys(each)));
  if (terms === undefined || (all.length > 0 && terms.some((one) => !known.has(one.attribute)))) {
    throw new NotInBinding('the accelerator service has no filters that could be wrong');
  }
  return all.filter((each) =>
    terms.every((term) => holds(term, Reflect.get(each, term.attribute))),
  );
}

function holds({ operator, values }: FilterTerm, found: unknown): boolean {
  const actual = ['string', 'boolean'].includes(typeof found) ? `${found as string}` : undefined;
  const some = (test: (is: string, value: string) => boolean): boolean =>
    actual !== undefined && values.some((value) => test(actual, value));
  switch (operator) {
    case 'eq':
    case 'in':
      return some((is, value) => is === value);
    case 'neq':
    case 'nin':
      return !some((is, value) => is === value);
    case 'cont':
      return some((is, value) => is.includes(value));
    case 'ncont':
      return !some((is, value) => is.includes(value));
    case 'gt':
      return some((is, value) => is > value);
    case 'gte':
      return some((is, value) => is >= value);
    case 'lt':
      return some((is, value) => is < value);
    case 'lte':
      return some((is, value) => is <= value);
  }
}
