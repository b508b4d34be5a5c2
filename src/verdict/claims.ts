/** What the target claims (its ICS) against what is demanded and what was found. */
import { isNeedName, needs } from '../catalogue/needs.ts';
import type { Level, Requirement } from '../catalogue/requirement.ts';
import type { RunFacts } from '../evidence.ts';

/** A requirement in its profile, against a target. */
export interface Applicability {
  readonly applies: boolean;
  /** Why it does not, in a sentence. */
  readonly reason?: string;
  /** It is claimed in so many words. */
  readonly claimed: boolean;
  /** It is claimed in so many words not to be supported. */
  readonly denied: boolean;
  /** This kind of target has no such operation, and this one does not claim to be different. */
  readonly notOffered: boolean;
}

/** Whether the target's own description says that a requirement applies to it. */
export function applicability(requirement: Requirement, facts: RunFacts): Applicability {
  const { id, needs: need } = requirement;
  const own = facts.claims[id];
  const ofNeed = need === undefined ? undefined : facts.claims[need];
  const claimed = own?.supported === true || ofNeed?.supported === true;
  const denied = own?.supported === false || ofNeed?.supported === false;
  const lack = facts.notOffered[id];
  if (lack !== undefined) {
    // What the binding cannot ask for is neither shown nor refuted by it.
    if (claimed) return { applies: true, claimed, denied, notOffered: false };
    const said = own ?? ofNeed;
    const reason = said?.reason ?? `this kind of target has no such operation: ${lack}`;
    return { applies: false, reason, claimed, denied, notOffered: true };
  }
  const notOffered = false;
  if (need !== undefined && !facts.needs.includes(need)) {
    const said = own ?? ofNeed;
    const reason = said?.supported === false ? said.reason : unmet(need);
    return { applies: false, reason, claimed, denied, notOffered };
  }
  if (own?.supported === false) {
    return { applies: false, reason: own.reason, claimed, denied, notOffered };
  }
  return { applies: true, claimed, denied, notOffered };
}

const unmet = (need: string): string =>
  isNeedName(need)
    ? `the target does not meet the need "${need}": ${needs[need].sentence}`
    : `the target does not meet the need "${need}"`;

/** Something that a claim gets wrong: a failure that no example shows. */
export interface ClaimFailure {
  readonly clause: string;
  readonly message: string;
}

/**
 * @param notApplicable the reason with which each of its examples was not applicable; undefined when
 *   one of them was applicable or none was run
 */
export function failureOfClaim(
  requirement: Requirement,
  level: Level,
  facts: RunFacts,
  notApplicable: string | undefined,
): ClaimFailure | undefined {
  const { id, needs: need } = requirement;
  const { applies, reason = '', claimed } = applicability(requirement, facts);
  const mandatory = level === 'MUST' && (need === undefined || facts.needs.includes(need));
  if (!applies && mandatory) {
    return { clause: id, message: `mandatory, and the target claims not to support it: ${reason}` };
  }
  if (!claimed) return undefined;
  if (!applies) return { clause: id, message: `claimed, but absent: ${reason}` };
  if (notApplicable !== undefined) {
    return { clause: id, message: `claimed, but absent: ${notApplicable}` };
  }
  return undefined;
}
