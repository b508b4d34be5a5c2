/** Ways in which reading a list page by page can be wrong. */
import { type Defect, type Fetch, matches } from '../defect.ts';
import { changingAnswer, type Json } from '../wrapping.ts';
import { clausesOf, type Collection, entriesOf, idOf, withEntries } from './collection.ts';

export function pageDefects(collection: Collection): Defect[] {
  const { resource, list } = collection;
  const { list: clause } = clausesOf(collection);
  const ignoring =
    (parameter: string) =>
    (next: Fetch): Fetch =>
    (request) => {
      if (!matches(list, request)) return next(request);
      const url = new URL(request.url);
      url.searchParams.delete(parameter);
      return next(new Request(url, request));
    };
  return [
    {
      name: `${resource}-list-ignores-limit`,
      does: 'A list comes whole, whatever size of its pages was asked for.',
      kills: [clause],
      mayAlsoBreak: [],
      wrap: ignoring('limit'),
    },
    {
      name: `${resource}-list-ignores-marker`,
      does: 'Every page of a list is its first page.',
      kills: [clause],
      mayAlsoBreak: [],
      wrap: ignoring('marker'),
    },
    {
      name: `${resource}-list-repeats-across-pages`,
      does: 'A page begins with the last entry of the page before it.',
      kills: [clause],
      mayAlsoBreak: [],
      wrap: (next) => {
        let last: Json | undefined;
        return changingAnswer(list, (body, request) => {
          const marker = new URL(request.url).searchParams.get('marker');
          const before =
            last !== undefined && marker === idOf(collection, last) ? [last] : ([] as Json[]);
          last = entriesOf(collection, body).at(-1) ?? last;
          return withEntries(collection, body, (entries) => [...before, ...entries]);
        })(next);
      },
    },
  ];
}
