/** Answers that are no proper answers, whatever was asked. */
import type { Defect, Route } from '../defect.ts';
import { afterwards, withBody, withStatus } from '../wrapping.ts';
import { clausesOf, type Collection } from './collection.ts';

type Change = (response: Response) => Response | Promise<Response>;

export function answerDefects(collection: Collection): Defect[] {
  const { resource, create, list, remove } = collection;
  const clauses = clausesOf(collection);
  const bad = (name: string, does: string, change: Change) => (verb: string, route: Route) => {
    const clause = `${resource}/${verb}`;
    return {
      name: `${resource}-${verb}-${name}`,
      does: `${verb} ${resource}: ${does}`,
      kills: [clause],
      mayAlsoBreak: clauses.but(clause),
      wrap: afterwards(route, change),
    };
  };
  const failing = bad('500', 'it is answered with an internal error', (r) => withStatus(r, 500));
  const odd = bad(
    'wrong-status',
    'it is answered with a success that the API does not define',
    (r) => withStatus(r, 207),
  );
  const page = bad('html', 'it is answered with a page for people', (r) =>
    withBody(r, '<html><body>It works!</body></html>', 'text/html'),
  );
  const cut = bad('truncated', 'the answer ends in its midst', async (r) =>
    withBody(r, (await r.text()).slice(0, -20)),
  );
  return [
    ...[failing, odd, page, cut].flatMap((make) => [make('create', create), make('list', list)]),
    failing('delete', remove),
    odd('delete', remove),
  ];
}
