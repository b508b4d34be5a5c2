/** Who may do what, as data: a named rule is a predicate over the caller and what it acts upon. */
import type { Caller, Scope } from './caller.ts';
import { projectOf } from './caller.ts';
import type { Fault } from './fault.ts';

/** What the rule is about: the attributes of the resource that rules compare with the caller's. */
export type PolicyTarget = Readonly<Record<string, string | undefined>>;
export type Rule = (caller: Caller, target: PolicyTarget) => boolean;
export type Policy<Name extends string = string> = Readonly<Record<Name, Rule>>;

export const anyone: Rule = () => true;
export const nobody: Rule = () => false;
export const hasRole =
  (...names: readonly string[]): Rule =>
  (caller) =>
    names.some((name) => caller.roles.has(name));
export const scopedTo =
  (...kinds: readonly Scope['kind'][]): Rule =>
  (caller) =>
    kinds.includes(caller.scope.kind);
/** The target's `project_id` is the caller's. */
export const sameProject: Rule = (caller, target) =>
  target['project_id'] !== undefined && target['project_id'] === projectOf(caller);
/** The target's `user_id` is the caller. */
export const sameUser: Rule = (caller, target) => target['user_id'] === caller.userId;
export const allOf =
  (...rules: readonly Rule[]): Rule =>
  (caller, target) =>
    rules.every((rule) => rule(caller, target));
export const anyOf =
  (...rules: readonly Rule[]): Rule =>
  (caller, target) =>
    rules.some((rule) => rule(caller, target));

/** A policy in force, refusing in the service's own words. */
export interface Enforcer<Name extends string> {
  allows(rule: Name, caller: Caller, target?: PolicyTarget): boolean;
  /** @throws Fault when the rule does not allow it */
  enforce(rule: Name, caller: Caller, target?: PolicyTarget): void;
}

export function createEnforcer<Name extends string>(
  policy: Policy<Name>,
  refuse: (rule: Name) => Fault,
): Enforcer<Name> {
  const allows = (rule: Name, caller: Caller, target: PolicyTarget = {}) =>
    policy[rule](caller, target);
  return {
    allows,
    enforce(rule, caller, target) {
      if (!allows(rule, caller, target)) throw refuse(rule);
    },
  };
}
