/** What the rooms of placement work with. */
import type { Enforcer } from '../kernel/policy.ts';
import type { Reply } from '../kernel/reply.ts';
import { empty, json } from '../kernel/reply.ts';
import type { World } from '../kernel/world.ts';
import type { Consumers } from './consumer-table.ts';
import type { PlacementCall } from './microversions.ts';
import type { PlacementRule } from './policy.ts';
import type { Providers } from './provider-table.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Room {
  readonly world: World;
  readonly policy: Enforcer<PlacementRule>;
  readonly providers: Providers;
  readonly consumers: Consumers;
  readonly vocabulary: Vocabulary;
}

/** From 1.15 on answers say how old they are. */
const dated = ({ state: { minor } }: PlacementCall, at: number): NonNullable<Reply['headers']> =>
  minor < 15
    ? []
    : [
        ['last-modified', new Date(at).toUTCString()],
        ['cache-control', 'no-cache'],
      ];

/** @param at when what it shows was last changed, milliseconds since the epoch */
export const shown = (call: PlacementCall, body: object, at: number, status = 200): Reply =>
  json(status, body, dated(call, at));

export const done = (call: PlacementCall, status: number, at: number): Reply =>
  empty(status, status === 204 ? [] : dated(call, at));

/** The same answer, which says where the thing is. @param path from the origin on */
export const located = ({ origin }: PlacementCall, reply: Reply, path: string): Reply => ({
  ...reply,
  headers: [...(reply.headers ?? []), ['location', origin + path]],
});
