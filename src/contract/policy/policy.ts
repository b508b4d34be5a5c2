/** Policies on the wire. Source: ETSI GS NFV-SOL 012 V3.4.1, clauses 5.6.2.2 to 5.6.2.4, 5.6.4. */
import { z } from 'zod';

const identifier = z.string().min(1);
const version = z.string().min(1);

export const activationStatus = z.enum(['ACTIVATED', 'DEACTIVATED']);
/** `CREATED`: nothing of its content has been transferred yet. */
const transferStatus = z.enum(['CREATED', 'TRANSFERRED']);

/** A link within an answer; an address of the service. */
export const link = z.looseObject({ href: z.string().min(1) });

export const policyRequest = z.looseObject({
  designer: z.string().min(1),
  name: z.string().min(1),
  associations: z.array(identifier).optional(),
});

export const policyAnswer = z
  .looseObject({
    id: identifier,
    designer: z.string(),
    name: z.string(),
    versions: z.array(version).optional(),
    /** The one that is in force while the policy is activated. */
    selectedVersion: version.optional(),
    activationStatus,
    transferStatus,
    associations: z.array(identifier).optional(),
    _links: z.looseObject({ self: link }),
  })
  .refine(
    ({ transferStatus: status, versions = [], selectedVersion = '' }) =>
      (status === 'TRANSFERRED') === versions.includes(selectedVersion),
    { path: ['selectedVersion'], message: 'must be one of the versions that were transferred' },
  );
export const policiesAnswer = z.array(policyAnswer);
export type PolicyAnswer = z.infer<typeof policyAnswer>;

export const policyModifications = z
  .looseObject({
    activationStatus: activationStatus.optional(),
    selectedVersion: version.optional(),
    addAssociations: z.array(identifier).optional(),
    removeAssociations: z.array(identifier).optional(),
    removeAllAssociations: z.boolean().optional(),
  })
  .refine(
    ({ removeAllAssociations, addAssociations, removeAssociations }) =>
      removeAllAssociations !== true || (addAssociations ?? removeAssociations) === undefined,
    { path: ['removeAllAssociations'], message: 'goes with no other change of associations' },
  );
export type PolicyModifications = z.infer<typeof policyModifications>;
