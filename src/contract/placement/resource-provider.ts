/** Resource providers. Source: Placement API reference, "Resource providers". */
import { z } from 'zod';
import { generation, link, traitName, uuid } from './wire-types.ts';

export const resourceProvider = z.looseObject({
  uuid,
  name: z.string(),
  generation,
  links: z.array(link),
  /** From 1.14. */
  parent_provider_uuid: uuid.nullable().optional(),
  root_provider_uuid: uuid.optional(),
});
export type ResourceProvider = z.infer<typeof resourceProvider>;
export const resourceProvidersAnswer = z.looseObject({
  resource_providers: z.array(resourceProvider),
});
export type ResourceProvidersAnswer = z.infer<typeof resourceProvidersAnswer>;

/** An empty one is refused otherwise than by the schema. */
const name = z.string().max(200);
/** `POST /resource_providers` before 1.14. */
export const createProviderRequest = z.strictObject({ name, uuid: uuid.optional() });
/** From 1.14. */
export const createProviderRequest14 = z.strictObject({
  name,
  uuid: uuid.optional(),
  parent_provider_uuid: uuid.nullable().optional(),
});
/** `PUT /resource_providers/{uuid}` before 1.14. */
export const updateProviderRequest = z.strictObject({ name });
/** From 1.14. */
export const updateProviderRequest14 = z.strictObject({
  name,
  parent_provider_uuid: uuid.nullable().optional(),
});

/** `GET /resource_providers/{uuid}/usages` */
export const usagesAnswer = z.looseObject({
  resource_provider_generation: generation,
  usages: z.record(z.string(), z.int().min(0)),
});
export type UsagesAnswer = z.infer<typeof usagesAnswer>;

/** `GET /usages` before 1.38. */
export const projectUsagesAnswer = z.looseObject({ usages: z.record(z.string(), z.int().min(0)) });

export const providerTraitsAnswer = z.looseObject({
  resource_provider_generation: generation,
  traits: z.array(z.string()),
});
export type ProviderTraitsAnswer = z.infer<typeof providerTraitsAnswer>;
/** `PUT /resource_providers/{uuid}/traits` */
export const replaceTraitsRequest = z.strictObject({
  resource_provider_generation: generation,
  traits: z.array(traitName),
});

/** `GET /traits` */
export const traitsAnswer = z.looseObject({ traits: z.array(z.string()) });

export const providerAggregatesAnswer = z.looseObject({
  /** From 1.19. */
  resource_provider_generation: generation.optional(),
  aggregates: z.array(uuid),
});
export type ProviderAggregatesAnswer = z.infer<typeof providerAggregatesAnswer>;
/** `PUT /resource_providers/{uuid}/aggregates` before 1.19. */
export const replaceAggregatesRequest = z.array(uuid);
/** From 1.19. */
export const replaceAggregatesRequest19 = z.strictObject({
  resource_provider_generation: generation,
  aggregates: z.array(uuid),
});

/** `GET /resource_classes` */
export const resourceClassesAnswer = z.looseObject({
  resource_classes: z.array(z.looseObject({ name: z.string(), links: z.array(link) })),
});
export type ResourceClassesAnswer = z.infer<typeof resourceClassesAnswer>;
/** `POST /resource_classes` */
export const createResourceClassRequest = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(255)
    .regex(/^CUSTOM_[A-Z0-9_]+$/, { error: "does not match '^CUSTOM_[A-Z0-9_]+$'" }),
});
