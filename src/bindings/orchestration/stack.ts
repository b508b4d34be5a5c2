/** Stacks of orchestration: `/stacks`, Orchestration API v1. */
import { randomUUID } from 'node:crypto';
import {
  type CreateStackRequest,
  stackAnswer,
  stackCreatedAnswer,
  stacksAnswer,
  type StackSummary,
} from '../../contract/orchestration/stack.ts';
import { launchChoices } from '../launch-choices.ts';
import { mustShow, mustSucceed } from '../openstack-answers.ts';
import { allPages } from '../pages.ts';
import type { Attributes, Keeper, Room, State, Thing } from '../port.ts';
import type { ServiceAsk, Session } from '../session.ts';
import { launches, templateOf } from '../stack-templates.ts';

const smallest: Attributes = { describes: 'a random word' };

function canonical(attributes: Attributes): Attributes {
  const unknown = Object.keys(attributes).find((word) => word !== 'describes');
  if (unknown === undefined) return attributes;
  throw new Error(`no attribute is called "${unknown}"; there is describes`);
}

/** Of an action and how far it has got: `CREATE_IN_PROGRESS`. */
function stateOf(status: string): State {
  if (/^DELETE_(?:IN_PROGRESS|COMPLETE)$/.test(status)) return 'deleting';
  if (status.endsWith('_IN_PROGRESS')) return 'building';
  if (status.endsWith('_FAILED')) return 'error';
  if (status === 'SUSPEND_COMPLETE') return 'suspended';
  return /^(?:CREATE|UPDATE|RESUME|CHECK)_COMPLETE$/.test(status) ? 'complete' : 'other';
}

/** Paths name a stack by its name and its id; by one of them alone the service redirects. */
const idOf = (name: string, id: string): string => `${name}/${id}`;
const pathOf = (id: string): string => `/stacks/${id.split('/').map(encodeURIComponent).join('/')}`;

const fromWire = (
  stack: Pick<StackSummary, 'id' | 'stack_name' | 'stack_status' | 'stack_status_reason'>,
): Thing => {
  const state = stateOf(stack.stack_status);
  return {
    id: idOf(stack.stack_name, stack.id),
    name: stack.stack_name,
    attributes: {},
    state,
    ...(state === 'error' ? { fault: stack.stack_status_reason } : {}),
  };
};

export const stackRoom = (session: Session): Room<'stack'> & Keeper => {
  const ask = (method: ServiceAsk['method'], path: string, json?: unknown) =>
    session.ask('orchestration', { method, path, ...(json === undefined ? {} : { json }) });

  const choices = launchChoices(session);
  const launchedFrom = async () => ({
    image: (await choices.image()).id,
    flavour: (await choices.flavour()).id,
  });

  const list = (query: Readonly<Record<string, string>>, pageSize?: number) => {
    const reading = { doing: 'list stacks', success: [200] };
    const asked = new URLSearchParams({
      ...query,
      ...(pageSize === undefined ? {} : { limit: String(pageSize) }),
    }).toString();
    return allPages(
      asked === '' ? '/stacks' : `/stacks?${asked}`,
      session.address('orchestration'),
      async (path) => {
        const page = mustShow(await ask('GET', path), stacksAnswer, reading);
        return { entries: page.stacks, links: page.links };
      },
      pageSize,
    );
  };

  /** One that is gone is shown for a while, and says when it went; before that lists still have it. */
  const show = async (id: string): Promise<Thing | undefined> => {
    const answer = await ask('GET', `${pathOf(id)}?resolve_outputs=false`);
    if (answer.status === 404) return undefined;
    const reading = { doing: 'show a stack', success: [200] };
    const { stack } = mustShow(answer, stackAnswer, reading);
    const isGone = stack.stack_status === 'DELETE_COMPLETE' && stack.deletion_time !== null;
    return isGone ? undefined : fromWire(stack);
  };

  return {
    address: 'orchestration/stack',
    belongsTo: 'tenant',
    smallest,
    canonical,
    unknownId: () => idOf('no-such-stack', randomUUID()),
    ready: { state: 'complete', broken: ['error'], deadline: 'stack' },
    show,
    async create(name, wish) {
      const describes = wish['describes'] ?? '';
      const body: CreateStackRequest = {
        stack_name: name,
        template: templateOf(describes),
        ...(launches(describes) ? { parameters: await launchedFrom() } : {}),
      };
      const reading = { doing: 'create a stack', success: [201], conflict: 'duplicate' } as const;
      const answer = await ask('POST', '/stacks', body);
      const { stack } = mustShow(answer, stackCreatedAnswer, reading);
      return { id: idOf(name, stack.id), name, attributes: {}, state: 'building' };
    },
    list: async (options) => (await list({}, options?.pageSize)).map(fromWire),
    async delete(id) {
      mustSucceed(await ask('DELETE', pathOf(id)), { doing: 'delete a stack', success: [204] });
    },
    async named(name, { tenantId }) {
      // An administrator's list is that of all tenants, or of their own alone.
      const ours = (await list({ name })).filter(
        (stack) =>
          stack.stack_name === name &&
          (tenantId === undefined || (stack.project ?? tenantId) === tenantId),
      );
      return ours.map((stack) => idOf(stack.stack_name, stack.id));
    },
    exists: async (id) => (await show(id)) !== undefined,
    async remove(id) {
      mustSucceed(await ask('DELETE', pathOf(id)), {
        doing: 'delete a stack',
        success: [204, 404],
      });
    },
  };
};
