/** Answers about flavours that are no proper answers, whatever was asked. */
import type { Defect, Route } from '../defect.ts';
import { afterwards, withBody, withStatus } from '../wrapping.ts';
import {
  but,
  createClause,
  create,
  deleteClause,
  listClause,
  list,
  remove,
} from './flavour-parts.ts';

const badAnswer = (
  name: string,
  does: string,
  change: (response: Response) => Response | Promise<Response>,
  routes: readonly { route: Route; clause: string; verb: string }[] = [
    { route: create, clause: createClause, verb: 'create' },
    { route: list, clause: listClause, verb: 'list' },
    { route: remove, clause: deleteClause, verb: 'delete' },
  ],
): Defect[] =>
  routes.map(({ route, clause, verb }) => ({
    name: `flavour-${verb}-${name}`,
    does: `${verb} flavour: ${does}`,
    kills: [clause],
    mayAlsoBreak: but(clause),
    wrap: afterwards(route, change),
  }));

const withAnswer = [
  { route: create, clause: createClause, verb: 'create' },
  { route: list, clause: listClause, verb: 'list' },
];

export const flavourAnswerDefects: readonly Defect[] = [
  ...badAnswer('500', 'it is answered with an internal error', (response) =>
    withStatus(response, 500),
  ),
  ...badAnswer('wrong-status', 'it is answered with a success that the API does not define', (r) =>
    withStatus(r, 207),
  ),
  ...badAnswer(
    'html',
    'it is answered with a page for people',
    (response) => withBody(response, '<html><body>It works!</body></html>', 'text/html'),
    withAnswer,
  ),
  ...badAnswer(
    'truncated',
    'the answer ends in its midst',
    async (response) => withBody(response, (await response.text()).slice(0, -20)),
    withAnswer,
  ),
];
