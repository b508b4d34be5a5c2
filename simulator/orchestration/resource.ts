/** What a stack has built. Source: Orchestration API reference, "Stack resources", "Stack events". */
import type {
  StackEventsAnswer,
  StackResourceAnswer,
  StackResourcesAnswer,
} from '../../src/contract/orchestration/resource.ts';
import { json } from '../kernel/reply.ts';
import { refused } from './faults.ts';
import {
  below,
  type OrchestrationCall,
  type OrchestrationRoute,
  type RoomNeeds,
  stackInPath,
} from './orchestration-call.ts';
import { readCount } from './request.ts';
import { shownOf } from './site.ts';
import type { Stack, StackEvent, StackResource } from './stack-table.ts';
import { stackUrl, timeText } from './stack-view.ts';
import { findType } from './types/register.ts';

const view = (call: OrchestrationCall, stack: Stack, resource: StackResource) => {
  const url = stackUrl(call, stack);
  const { name } = resource;
  return {
    resource_name: name,
    logical_resource_id: name,
    physical_resource_id: resource.physicalId,
    resource_type: resource.type,
    resource_status: `${resource.action}_${resource.status}`,
    resource_status_reason: resource.reason,
    creation_time: timeText(resource.createdAt),
    updated_time: timeText(resource.updatedAt),
    required_by: stack.resources
      .filter(({ requires, leaving }) => !leaving && requires.includes(name))
      .map((other) => other.name),
    links: [
      { href: `${url}/resources/${encodeURIComponent(name)}`, rel: 'self' },
      { href: url, rel: 'stack' },
    ],
  };
};

const eventView = (call: OrchestrationCall, stack: Stack, event: StackEvent) => {
  const url = stackUrl(call, stack);
  const name = event.resource === '' ? stack.name : event.resource;
  const resource = `${url}/resources/${encodeURIComponent(name)}`;
  return {
    id: event.id,
    event_time: timeText(event.at),
    resource_name: name,
    logical_resource_id: name,
    physical_resource_id: event.physicalId,
    resource_status: `${event.action}_${event.status}`,
    resource_status_reason: event.reason,
    links: [
      { href: `${resource}/events/${event.id}`, rel: 'self' },
      { href: resource, rel: 'resource' },
      { href: url, rel: 'stack' },
    ],
  };
};

export function resourceRoutes(needs: RoomNeeds): OrchestrationRoute[] {
  const { stacks, events, engine, policy, world } = needs;
  const standing = ({ resources }: Stack) => resources.filter(({ leaving }) => !leaving);

  const show = async (call: OrchestrationCall) => {
    policy.enforce('resource:show', call.caller);
    const stack = stackInPath(stacks, call);
    const name = call.param('resource');
    const found = standing(stack).find((one) => one.name === name);
    if (found === undefined) {
      throw refused(
        404,
        'ResourceNotFound',
        `The Resource (${name}) could not be found in Stack ${stack.name}.`,
      );
    }
    const shown = await shownOf(stack, found, engine.clientFor(stack), world);
    const none = Object.keys(findType(found.type)?.attributes ?? {}).map((one) => [one, null]);
    const attributes =
      Object.keys(shown).length > 0 ? shown : (Object.fromEntries(none) as Record<string, null>);
    return json(200, {
      resource: {
        ...view(call, stack, found),
        description: found.description,
        attributes,
      },
    } satisfies StackResourceAnswer);
  };

  const listEvents = (call: OrchestrationCall) => {
    policy.enforce('events:index', call.caller);
    const stack = stackInPath(stacks, call);
    const all = events.list('stack', stack.id).reverse();
    const text = call.query.get('limit');
    const limit = text === null ? undefined : readCount('limit', text);
    const start = all.findIndex(({ id }) => id === call.query.get('marker')) + 1;
    const rows = all.slice(start, limit === undefined ? undefined : start + limit);
    return json(200, {
      events: rows.map((event) => eventView(call, stack, event)),
    } satisfies StackEventsAnswer);
  };

  return [
    {
      method: 'GET',
      path: below('/stacks/:name/:id/resources'),
      operation: 'list resources of a stack',
      handler(call) {
        policy.enforce('resource:index', call.caller);
        const stack = stackInPath(stacks, call);
        return json(200, {
          resources: standing(stack).map((resource) => view(call, stack, resource)),
        } satisfies StackResourcesAnswer);
      },
    },
    {
      method: 'GET',
      path: below('/stacks/:name/:id/resources/:resource'),
      operation: 'show resource of a stack',
      handler: show,
    },
    {
      method: 'GET',
      path: below('/stacks/:name/:id/events'),
      operation: 'list events of a stack',
      handler: listEvents,
    },
  ];
}
