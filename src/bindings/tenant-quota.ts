/** Between the limits of a quota in the words of features and the numbers of a wire. */
import { amount, canonicalAmounts, inUnit, type Quantity } from './attributes.ts';
import type { Attributes, TenantQuota } from './port.ts';

/** Limits by their fields on the wire; −1 stands for none. */
export type Limits = Readonly<Record<string, number | string>>;

/** How a service is asked for the quota of one tenant. */
export interface QuotaWire {
  /** By the words of features. */
  readonly quantities: Readonly<Record<string, Quantity>>;
  read(tenantId: string): Promise<Limits>;
  usage(tenantId: string): Promise<Limits>;
  defaults(tenantId: string): Promise<Limits>;
  set(tenantId: string, limits: Limits): Promise<void>;
  reset(tenantId: string): Promise<void>;
}

const unlimited = 'unlimited';

export function tenantQuota(wire: QuotaWire): TenantQuota {
  const entries = Object.entries(wire.quantities);
  const inWords = (limits: Limits): Attributes =>
    Object.fromEntries(
      entries.map(([word, { field, unit }]) => {
        const limit = Number(limits[field]);
        return [word, limit < 0 ? unlimited : amount(limit, unit)];
      }),
    );
  return {
    canonical: (limits) => canonicalAmounts(limits, wire.quantities),
    query: async (tenantId) => inWords(await wire.read(tenantId)),
    usage: async (tenantId) => inWords(await wire.usage(tenantId)),
    defaults: async (tenantId) => inWords(await wire.defaults(tenantId)),
    set: (tenantId, limits) =>
      wire.set(
        tenantId,
        Object.fromEntries(
          entries.flatMap(([word, { field, unit }]) => {
            const text = limits[word];
            return text === undefined
              ? []
              : [[field, text === unlimited ? -1 : inUnit(text, unit)] as const];
          }),
        ),
      ),
    terminate: (tenantId) => wire.reset(tenantId),
  };
}
