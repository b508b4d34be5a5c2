/** What the defects of alarms and measures are made of. */
import { type Defect, type Fetch, matches, type Route } from '../defect.ts';
import {
  afterwards,
  asAdministrator,
  instead,
  type Json,
  withBody,
  withStatus,
} from '../wrapping.ts';

const points = ['or-vi', 'vi-vnfm'] as const;

/** Clauses at both interface points. */
export const atBoth = (...operations: readonly string[]): readonly string[] =>
  operations.flatMap((operation) => points.map((point) => `${point}/${operation}`));

const everything = atBoth(
  ...['subscribe', 'notify', 'get-alarm-list'].map((each) => `fault/${each}`),
  ...['subscribe', 'notify'].map((each) => `change/${each}`),
  ...['create', 'query', 'delete'].flatMap((verb) =>
    ['pm-job', 'threshold'].map((thing) => `performance/${verb}-${thing}`),
  ),
  ...['subscribe', 'notify'].map((each) => `performance/${each}`),
);
/** Nearly all examples subscribe, and are told. */
export const killing = (kills: readonly string[]): Pick<Defect, 'kills' | 'mayAlsoBreak'> => ({
  kills,
  mayAlsoBreak: everything.filter((clause) => !kills.includes(clause)),
});

export const alarms = {
  create: { method: 'POST', path: /^\/alarming\/v2\/alarms$/ },
  list: { method: 'GET', path: /^\/alarming\/v2\/alarms$/ },
  remove: { method: 'DELETE', path: /^\/alarming\/v2\/alarms\/[^/]+$/ },
} as const satisfies Record<string, Route>;

/** What an alarm posts, as far as defects know it. */
export interface Notification extends Json {
  readonly alarm_id: string;
  readonly current: string;
  readonly previous: string;
  readonly reason_data: Json & { readonly event?: Event };
}
export interface Event extends Json {
  readonly message_id: string;
  readonly event_type: string;
  readonly generated: string;
  readonly traits: readonly (readonly [name: string, type: number, value: unknown])[];
}

export const traitOf = (event: Event | undefined, name: string): unknown =>
  event?.traits.find(([each]) => each === name)?.[2];
export const withEvent = (body: Notification, change: (event: Event) => Event): Notification => {
  const { event } = body.reason_data;
  if (event === undefined) return body;
  return { ...body, reason_data: { ...body.reason_data, event: change(event) } };
};

export const saying = (request: Request, body: object, url = request.url): Request =>
  new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

interface Hands {
  /** What happens to requests of the harness. */
  readonly fetch?: (next: Fetch) => Fetch;
  /** What becomes of a notification; it answers its sender. */
  readonly send: (body: Notification, request: Request) => Promise<Response>;
}

/** A defect of what alarms post; what others post passes. */
export function onNotifications(
  defect: Omit<Defect, 'wrap' | 'wrapCallbacks'>,
  make: (send: Fetch) => Hands,
): Defect {
  let hands: Hands | undefined;
  return {
    ...defect,
    wrapCallbacks(send) {
      const made = make(send);
      hands = made;
      return async (request) => {
        const body = (await request.clone().json()) as Notification;
        return typeof body.alarm_id === 'string' ? made.send(body, request) : send(request);
      };
    },
    wrap: (next) => hands?.fetch?.(next) ?? next,
  };
}

/** Each notification, changed, dropped (undefined) or passed on. */
export const told = (
  defect: Omit<Defect, 'wrap' | 'wrapCallbacks'>,
  make: () => (body: Notification) => object | undefined,
): Defect =>
  onNotifications(defect, (send) => {
    const change = make();
    return {
      async send(body, request) {
        const changed = change(body);
        return changed === undefined
          ? new Response(null, { status: 204 })
          : send(saying(request, changed));
      },
    };
  });

/** A list that is nothing but its entries. */
export const changingList = (route: Route, change: (entries: readonly Json[]) => readonly Json[]) =>
  afterwards(route, async (response) =>
    withBody(response, JSON.stringify(change((await response.json()) as Json[]))),
  );

const isAnonymous = (request: Request): boolean => !request.headers.has('x-auth-token');

/** What can be wrong with any request of a service. */
export interface Asked {
  readonly name: string;
  readonly route: Route;
  /** What is asked for, for the reader. */
  readonly does: string;
  readonly kills: readonly string[];
}
export const failing = ({ name, route, does, kills }: Asked): Defect => ({
  name: `${name}-500`,
  does: `Whoever ${does} is answered with an internal error.`,
  ...killing(kills),
  wrap: afterwards(route, (response) => withStatus(response, 500)),
});
export const letsAnybody = ({ name, route, does, kills }: Asked): Defect => ({
  name: `${name}-by-anybody`,
  does: `Whoever ${does} need not sign in.`,
  ...killing(kills),
  wrap: asAdministrator(route, isAnonymous),
});
export const letsStrangers = ({ name, route, does, kills }: Asked): Defect => ({
  name: `${name}-by-strangers`,
  does: `Whoever ${does} may do so for those of others.`,
  ...killing(kills),
  wrap: asAdministrator(route, (request) => !isAnonymous(request)),
});
export const deletesNothing = ({ name, route, does, kills }: Asked): Defect => ({
  name: `${name}-without-effect`,
  does: `Whoever ${does} is answered as if it were done, and it is not.`,
  ...killing(kills),
  wrap: instead(route, () => new Response(null, { status: 204 })),
});
export const knowsAll = ({ name, route, does, kills }: Asked): Defect => ({
  name: `${name}-unknown`,
  does: `Whoever ${does} is answered as if it had been there.`,
  ...killing(kills),
  wrap: (next: Fetch) => async (request) => {
    const response = await next(request);
    const isUnknown = matches(route, request) && response.status === 404;
    return isUnknown ? new Response(null, { status: 204 }) : response;
  },
});
