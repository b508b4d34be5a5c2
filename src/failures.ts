/**
 * Why something did not succeed, as classes. The class decides the verdict (see src/verdict), so a
 * failure is thrown where its cause is known and is never rewritten on its way up.
 *
 * | class                | thrown when                                         | verdict of the example      |
 * | -------------------- | --------------------------------------------------- | --------------------------- |
 * | `ConfigurationError` | a file, flag or variable is wrong                   | run: exit 2                 |
 * | `SignInError`        | nobody can sign in at the target                    | run: exit 3                 |
 * | `Unreachable`        | no answer came: refused, reset, TLS, name, 503, 429 | inconclusive                |
 * | `Refusal`            | the target refused with a 4xx                       | fail, unless it was awaited |
 * | `Violation`          | the target answered, and wrongly; or 5xx            | fail                        |
 * | `DeadlinePassed`     | the target answered, but never reached the state    | fail                        |
 * | `NoStimulus`         | nothing is configured that brings the cause about   | inconclusive                |
 * | `NotPrepared`        | what an example builds on could not be set up       | inconclusive                |
 *
 * Anything else that a step throws is a bug of the harness: verdict `error`.
 */

/** A file, flag or environment variable is wrong. `message` names the key, line or value to change. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

/** Nobody can sign in: unreachable, TLS not trusted, or credentials refused. */
export class SignInError extends Error {
  override name = 'SignInError';
}

/** No usable answer came: the connection failed, or the target stayed overloaded (503, 429). */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

/** What an example needs to bring its cause about (a `stimuli` entry) is not configured. */
export class NoStimulus extends Error {
  override name = 'NoStimulus';
}

/** What an example builds on could not be set up, though the target answered. */
export class NotPrepared extends Error {
  override name = 'NotPrepared';
}

/** The closed list of reasons for which a target may refuse a request, in the words of the features. */
export const refusalReasons = [
  'unauthenticated',
  'forbidden',
  'unknown',
  'duplicate',
  'conflicting',
  'invalid',
  'over quota',
  'over capacity',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** The target refused a request, in a well-formed way. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly reason: RefusalReason;
  /** The HTTP status that carried the refusal. */
  readonly status: number;
  /** What the target said, taken out of the service's own error body; untrusted text. */
  readonly said: string;

  constructor(reason: RefusalReason, status: number, said: string, options?: ErrorOptions) {
    super(`refused as ${reason} (${String(status)}): ${said}`, options);
    this.reason = reason;
    this.status = status;
    this.said = said;
  }
}

/** What was demanded and what was seen, in sentences that need no knowledge of the code. */
export interface Finding {
  readonly expected: string;
  readonly observed: string;
}

/** The target answered, and wrongly. */
export class Violation extends Error {
  override name = 'Violation';
  readonly expected: string;
  readonly observed: string;

  constructor(finding: Finding, options?: ErrorOptions) {
    super(`expected ${finding.expected}\nobserved ${finding.observed}`, options);
    this.expected = finding.expected;
    this.observed = finding.observed;
  }
}

/** The target kept answering, but what was awaited did not come about in time. */
export class DeadlinePassed extends Violation {
  override name = 'DeadlinePassed';
}
