/** Allocations and their candidates. Source: Placement API reference, "Allocations". */
import { z } from 'zod';
import { amounts, generation, resourceClass, uuid } from './wire-types.ts';

/** From 1.12 on requests have it; answers always had. */
const byProvider = z.record(uuid, z.strictObject({ resources: amounts }));
const owner = { project_id: z.string().min(1).max(255), user_id: z.string().min(1).max(255) };

/** `PUT /allocations/{consumer}` before 1.12; owners are said from 1.8. */
export const replaceAllocationsRequest = (minor: number) =>
  z.strictObject({
    allocations: z
      .array(
        z.strictObject({
          resource_provider: z.strictObject({ uuid }),
          resources: amounts,
        }),
      )
      .min(1),
    ...(minor < 8 ? {} : owner),
  });

/** From 1.12; from 1.28 with the generation of the consumer, and from 1.38 with its type. */
export const replaceAllocationsRequest12 = (minor: number) =>
  z.strictObject({
    allocations: z.record(
      uuid,
      z.strictObject({ resources: amounts, generation: generation.optional() }),
    ),
    ...owner,
    ...(minor < 28 ? {} : { consumer_generation: generation.nullable() }),
    ...(minor < 34 ? {} : { mappings: z.record(z.string(), z.array(uuid)).optional() }),
    ...(minor < 38 ? {} : { consumer_type: z.string().regex(/^[A-Z0-9_]{1,255}$|^unknown$/) }),
  });

/** `GET /allocations/{consumer}` */
export const allocationsAnswer = z.looseObject({
  allocations: z.record(
    uuid,
    z.looseObject({ generation, resources: z.record(z.string(), z.int()) }),
  ),
  /** From 1.12, where there are any. */
  project_id: z.string().optional(),
  user_id: z.string().optional(),
  /** From 1.28. */
  consumer_generation: generation.nullable().optional(),
  /** From 1.38. */
  consumer_type: z.string().optional(),
});
export type AllocationsAnswer = z.infer<typeof allocationsAnswer>;

/** `GET /resource_providers/{uuid}/allocations` */
export const providerAllocationsAnswer = z.looseObject({
  resource_provider_generation: generation,
  allocations: z.record(z.string(), z.looseObject({ resources: z.record(z.string(), z.int()) })),
});
export type ProviderAllocationsAnswer = z.infer<typeof providerAllocationsAnswer>;

/** `GET /allocation_candidates` from 1.12. */
export const allocationCandidatesAnswer = z.looseObject({
  allocation_requests: z.array(z.looseObject({ allocations: byProvider })),
  provider_summaries: z.record(
    uuid,
    z.looseObject({
      resources: z.record(resourceClass, z.looseObject({ capacity: z.int(), used: z.int() })),
      /** From 1.17. */
      traits: z.array(z.string()).optional(),
      /** From 1.29. */
      parent_provider_uuid: uuid.nullable().optional(),
      root_provider_uuid: uuid.optional(),
    }),
  ),
});
export type AllocationCandidatesAnswer = z.infer<typeof allocationCandidatesAnswer>;
