/**
 * Who may do what with accelerators. Scopes are enforced: a token for the system is refused.
 *
 * Source: Cyborg 16.0.1 (2026.1), recorded.
 */
import { forbidden } from '../kernel/fault.ts';
import {
  allOf,
  anyOf,
  createEnforcer,
  type Enforcer,
  hasRole,
  scopedTo,
} from '../kernel/policy.ts';

const inProject = scopedTo('project');
const admin = allOf(inProject, hasRole('admin'));
const member = allOf(inProject, anyOf(hasRole('member'), hasRole('admin')));
const reader = allOf(inProject, anyOf(hasRole('reader'), hasRole('admin')));

const rules = {
  'cyborg:device:get_one': admin,
  'cyborg:device:get_all': admin,
  'cyborg:device:enable': admin,
  'cyborg:device:disable': admin,
  'cyborg:deployable:get_one': admin,
  'cyborg:deployable:get_all': admin,
  'cyborg:deployable:program': admin,
  'cyborg:attribute:get_one': admin,
  'cyborg:attribute:get_all': admin,
  'cyborg:attribute:create': admin,
  'cyborg:attribute:delete': admin,
  'cyborg:device_profile:create': admin,
  'cyborg:device_profile:delete': admin,
  'cyborg:device_profile:get_one': admin,
  'cyborg:device_profile:get_all': reader,
  'cyborg:arq:create': member,
  'cyborg:arq:get_one': reader,
  'cyborg:arq:get_all': reader,
  /** A reader may, as a real one lets it. */
  'cyborg:arq:delete': reader,
  'cyborg:arq:update': member,
  /** Giving a request away to another project. */
  'cyborg:arq:give': admin,
};
export type AcceleratorRule = keyof typeof rules;

export const createAcceleratorPolicy = (): Enforcer<AcceleratorRule> =>
  createEnforcer(rules, (rule) =>
    forbidden(
      `Access was denied to the following resource: ${rule === 'cyborg:arq:give' ? 'cyborg:arq:update' : rule}`,
    ),
  );
