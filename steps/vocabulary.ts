/** The closed vocabulary of the sentences: a word that is not here is an undefined step. */
import { defineParameterType } from '@cucumber/cucumber';
import type { PersonaName } from '../src/catalogue/personas.ts';
import { tenantResources, type TenantResource } from '../src/catalogue/tenant-resources.ts';
import { states, type State } from '../src/bindings/port.ts';
import { refusalReasons, type RefusalReason } from '../src/failures.ts';

/** How features call the personas; at Or-Vi and Vi-Vnfm by the parties that they play there. */
const actors: Readonly<Record<string, PersonaName>> = {
  'the cloud zone administrator': 'cloud zone administrator',
  'the VDC administrator': 'VDC administrator',
  'the VDC user': 'VDC user',
  'the reader': 'reader',
  'the outsider': 'outsider',
  'the impostor': 'impostor',
  'the anonymous caller': 'anonymous',
  'the orchestrator': 'cloud zone administrator',
  'the VNF manager': 'VDC user',
  'the other VNF manager': 'outsider',
};

const resources = Object.keys(tenantResources) as TenantResource[];

/** Plurals that are not made by an s. */
const plurals: Partial<Record<TenantResource, string>> = {
  'virtual storage': 'virtual storages',
  'virtual compute': 'virtual computes',
};
const plural = (resource: TenantResource): string => plurals[resource] ?? `${resource}s`;
const byPlural = new Map(resources.map((resource) => [plural(resource), resource]));

const anyOf = (words: Iterable<string>): RegExp => new RegExp([...words].join('|'));

/** The personas that the text of a step names. */
export function personasIn(text: string): readonly PersonaName[] {
  return Object.entries(actors)
    .filter(([words]) => new RegExp(`\\b${words}\\b`, 'i').test(text))
    .map(([, persona]) => persona);
}

defineParameterType({
  name: 'actor',
  regexp: anyOf(Object.keys(actors)),
  transformer: (words: string): PersonaName => actors[words] ?? 'anonymous',
});

defineParameterType({
  name: 'resource',
  regexp: anyOf(resources),
  transformer: (words: string) => words as TenantResource,
});

defineParameterType({
  name: 'resources',
  regexp: anyOf(byPlural.keys()),
  transformer: (words: string): TenantResource => byPlural.get(words) ?? 'flavour',
});

defineParameterType({
  name: 'refusal',
  regexp: anyOf(refusalReasons),
  transformer: (words: string) => words as RefusalReason,
});

defineParameterType({
  name: 'state',
  regexp: anyOf(states),
  transformer: (words: string) => words as State,
});
