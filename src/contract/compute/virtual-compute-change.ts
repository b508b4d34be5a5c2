/**
 * What changes a server: an update, and the actions of `POST /servers/{id}/action`.
 * Source: Compute API reference, "Servers" and "Servers - run an action".
 */
import { z } from 'zod';
import {
  description,
  diskConfig,
  flavorRef,
  hostnameText,
  hostText,
  ipv4Text,
  ipv6Text,
  metadata,
  oneOf,
  shortText,
} from './formats.ts';
import { printableName, wireBoolean, wireInteger } from './wire-types.ts';

const autoOrBoolean = z.union([z.literal('auto'), wireBoolean]);

const update = z.strictObject({
  name: printableName.optional(),
  'OS-DCF:diskConfig': diskConfig.optional(),
  accessIPv4: ipv4Text.optional(),
  accessIPv6: ipv6Text.optional(),
});
const update219 = update.extend({ description: description.optional() });
const updates = [
  [94, update219.extend({ hostname: hostText.optional() })],
  [90, update219.extend({ hostname: hostnameText.optional() })],
  [19, update219],
  [1, update],
] as const;
export type UpdateServerRequest = {
  readonly server: z.output<typeof update> & {
    readonly description?: string | null | undefined;
    readonly hostname?: string | undefined;
  };
};

/** `PUT /servers/{id}`. */
export const updateServerRequest = (minor: number): z.ZodType<UpdateServerRequest> =>
  z.strictObject({ server: (updates.find(([from]) => minor >= from) ?? updates[3])[1] });

export const rebootRequest = z.strictObject({
  reboot: z.strictObject({ type: oneOf('HARD', 'Hard', 'hard', 'SOFT', 'Soft', 'soft') }),
});
export const resizeRequest = z.strictObject({
  resize: z.strictObject({ flavorRef, 'OS-DCF:diskConfig': diskConfig.optional() }),
});
/** From 2.56 on a host may be wished for. */
export const migrateRequest = (
  minor: number,
): z.ZodType<{ readonly migrate?: { readonly host?: string | null | undefined } | null }> =>
  minor < 56
    ? z.strictObject({ migrate: z.unknown().transform(() => null) })
    : z.strictObject({
        migrate: z.strictObject({ host: hostText.nullish() }).nullable(),
      });

const live = z.strictObject({ host: hostText.nullable() });
const liveMigrations = [
  [68, live.extend({ block_migration: autoOrBoolean })],
  [30, live.extend({ block_migration: autoOrBoolean, force: wireBoolean.optional() })],
  [25, live.extend({ block_migration: autoOrBoolean })],
  [1, live.extend({ block_migration: wireBoolean, disk_over_commit: wireBoolean })],
] as const;
/** From 2.25 on the service finds out whether disks move with the server. */
export const liveMigrateRequest = (
  minor: number,
): z.ZodType<{ readonly 'os-migrateLive': { readonly host: string | null } }> =>
  z.strictObject({
    'os-migrateLive': (liveMigrations.find(([from]) => minor >= from) ?? liveMigrations[3])[1],
  });

const evacuation = z.strictObject({
  host: hostText.nullish(),
  adminPass: z.string().optional(),
});
const evacuations = [
  [68, evacuation],
  [29, evacuation.extend({ force: wireBoolean.optional() })],
  [14, evacuation],
  [1, evacuation.extend({ onSharedStorage: wireBoolean })],
] as const;
/** Until 2.13 it is told whether hosts share their storage. */
export const evacuateRequest = (
  minor: number,
): z.ZodType<{
  readonly evacuate: {
    readonly host?: string | null | undefined;
    readonly adminPass?: string | undefined;
  };
}> =>
  z.strictObject({
    evacuate: (evacuations.find(([from]) => minor >= from) ?? evacuations[3])[1],
  });
export const resetStateRequest = z.strictObject({
  'os-resetState': z.strictObject({ state: oneOf('active', 'error') }),
});
export const consoleOutputRequest = z.strictObject({
  'os-getConsoleOutput': z.strictObject({ length: wireInteger(-1).nullish() }),
});
/** From 2.73 a lock may say why. */
export const lockRequest = z.strictObject({
  lock: z.strictObject({ locked_reason: shortText(255).min(1).optional() }).nullable(),
});

/** `POST` and `PUT /servers/{id}/metadata`, and what they answer. */
export const metadataRequest = z.strictObject({ metadata });
export const metadataAnswer = z.looseObject({ metadata: z.record(z.string(), z.string()) });
/** `PUT /servers/{id}/metadata/{key}`: exactly one entry. */
export const metadataItemRequest = z.strictObject({
  meta: metadata
    .refine((meta) => Object.keys(meta).length > 0, { error: 'does not have enough properties' })
    .refine((meta) => Object.keys(meta).length < 2, { error: 'has too many properties' }),
});
