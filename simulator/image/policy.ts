/**
 * Who may do what with images. What is not the caller's is looked after by each operation itself.
 *
 * Source: Image policy reference; OpenStack Zed and 2026.1 with upstream's defaults, recorded.
 */
import { forbidden } from '../kernel/fault.ts';
import {
  allOf,
  anyone,
  createEnforcer,
  type Enforcer,
  hasRole,
  type Policy,
  scopedTo,
} from '../kernel/policy.ts';
import type { Release } from '../release.ts';

const names = [
  'add_image',
  'get_images',
  'get_image',
  'modify_image',
  'delete_image',
  'upload_image',
  'download_image',
  'publicize_image',
  'communitize_image',
  'deactivate',
  'reactivate',
  'add_member',
  'get_members',
  'get_member',
  'modify_member',
  'delete_member',
] as const;
export type ImageRule = (typeof names)[number];

/** What a reader may do too. */
const reading: readonly ImageRule[] = ['get_images', 'get_image', 'get_members', 'get_member'];

const everyRule = (rule: (name: ImageRule) => Policy[string]): Policy<ImageRule> =>
  Object.fromEntries(names.map((name) => [name, rule(name)])) as Policy<ImageRule>;

const admin = hasRole('admin');
const inProject = scopedTo('project');

const policies: Readonly<Record<Release['policy'], Policy<ImageRule>>> = {
  legacy: everyRule((name) => (name === 'publicize_image' ? admin : anyone)),
  secure: everyRule((name) => {
    if (name === 'publicize_image') return allOf(inProject, admin);
    return allOf(inProject, hasRole(reading.includes(name) ? 'reader' : 'member', 'admin'));
  }),
};

export const createImagePolicy = (release: Release): Enforcer<ImageRule> =>
  createEnforcer(policies[release.policy], (rule) =>
    forbidden(`You are not authorized to complete ${rule} action.`),
  );
