/**
 * The 11 calls of ETSI GS NFV-IFA 019 in Table 6-3, as requests of HTTP with JSON. Paths begin behind
 * the address of the target file (`acceleration.nf-vi.url`). Parameters have exactly the table's names,
 * wherever they stand: in the path, in the query or in the body; what we add is listed as `ours`.
 *
 * - `Allocate` gives a resource to one target; it is given to another only after `Release`.
 * - `Release` while a workload uses the resource is refused as RESOURCE_BUSY.
 * - `Discovery` looks again, and answers when it has looked; what it finds can be queried.
 * - `Onload` replaces the image wholly or not at all, on a resource that nobody uses.
 * - `Unsubscribe` and `Release` a second time are refused, as what is unknown.
 * - `Notify` is a request to the address that the subscriber gave. Any status of 200 to 299 acknowledges
 *   it; without that within 5 s it is sent again with the same `notificationId`, three times in all. An
 *   alarm is told when it is raised, when its severity changes, and when it is cleared; cleared alarms
 *   are not found by `GetAlarmInfo`.
 * - Notifications of one subscription come one after another, in the order in which things happened. A
 *   filter that held for an alarm before a change lets the change through, so that whoever was told of
 *   an alarm learns how it went on.
 * - While an image is loaded, a workload that is connected finds no subsystems.
 */
import { z } from 'zod';
import {
  accelerator,
  accImageInfo,
  accResourceInfo,
  accStatistics,
  alarm,
  attachTargetInfo,
  filterText,
  identifier,
  selectorText,
} from './management-values.ts';

const filtered = z.strictObject({ Filter: filterText.optional() });
const selected = z.strictObject({
  accFilter: filterText.optional(),
  accStatSelector: selectorText.optional(),
});

/** One call. */
export interface ManagementCallShape {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** With its parameters in braces; empty for the one that goes to an address of the subscriber. */
  readonly path: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** The body is a form of several parts, of which this one is binary. */
  readonly binary?: string;
  readonly status: 200 | 201 | 204;
  readonly answer?: z.ZodObject;
  /** Names that the table does not have. */
  readonly ours?: readonly string[];
}

export const managementCallShapes = {
  AllocateAccResource: {
    method: 'post',
    path: '/resources',
    body: z.strictObject({ attachTargetInfo, accResourceInfo }),
    status: 201,
    answer: z.looseObject({ accResourceId: identifier }),
  },
  ReleaseAccResource: { method: 'delete', path: '/resources/{accResourceId}', status: 204 },
  QueryAccResource: {
    method: 'get',
    path: '/hosts/{hostId}/resources',
    query: filtered,
    status: 200,
    answer: z.looseObject({ accQueryResult: z.array(accelerator) }),
  },
  GetAccStatistics: {
    method: 'get',
    path: '/statistics',
    query: selected,
    status: 200,
    answer: z.looseObject({ accStatistics }),
  },
  ResetAccStatistics: { method: 'delete', path: '/statistics', query: selected, status: 204 },
  Subscribe: {
    method: 'post',
    path: '/hosts/{hostId}/subscriptions',
    body: z.strictObject({ Filter: filterText.optional(), callbackUri: z.url() }),
    status: 201,
    answer: z.looseObject({ SubscriptionId: identifier }),
    ours: ['callbackUri'],
  },
  Unsubscribe: {
    method: 'delete',
    path: '/hosts/{hostId}/subscriptions/{SubscriptionId}',
    status: 204,
  },
  Notify: {
    method: 'post',
    path: '',
    body: z.looseObject({
      notificationId: identifier,
      SubscriptionId: identifier,
      hostId: identifier,
      Alarm: alarm,
    }),
    status: 204,
    ours: ['notificationId', 'SubscriptionId', 'hostId', 'Alarm'],
  },
  GetAlarmInfo: {
    method: 'get',
    path: '/hosts/{hostId}/alarms',
    query: filtered,
    status: 200,
    answer: z.looseObject({ Alarm: z.array(alarm) }),
  },
  AccResourcesDiscovery: {
    method: 'post',
    path: '/hosts/{hostId}/discovery',
    status: 200,
    answer: z.looseObject({ discoveredAccResourceInfo: z.array(accelerator) }),
  },
  OnloadAccImage: {
    method: 'put',
    path: '/resources/{accResourceId}/image',
    body: z.strictObject({ accImageInfo, accImage: z.string() }),
    binary: 'accImage',
    status: 204,
  },
} as const satisfies Record<string, ManagementCallShape>;

export type ManagementCallName = keyof typeof managementCallShapes;

/** The names in braces. */
export const pathParameters = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
