/**
 * What a run leaves behind for its verdict. Everything travels as attachments of the Cucumber
 * messages, so that verdict and reports can be built again from `messages.ndjson` alone. An
 * attachment of a scenario carries its `testCaseStartedId`; one of the whole run carries none.
 */
import type { Level } from './catalogue/requirement.ts';

const type = (name: string): string => `application/vnd.nfvi-conformance.${name}+json`;

/** Media types, one a shape; the shapes are the interfaces below. */
export const mediaTypes = {
  /** {@link RunFacts}; of the run; the first envelope of the file. */
  run: type('run'),
  /** {@link RunEnd}; of the run; the last envelope. Its absence means: interrupted. */
  end: type('end'),
  /** {@link NotApplicable}; of a scenario. */
  notApplicable: type('not-applicable'),
  /** {@link Leak}; of a scenario. */
  leak: type('leak'),
  /** {@link Warning}; of a scenario or of the run. */
  warning: type('warning'),
  /** {@link Transcript}; of a scenario, at most one. */
  transcript: type('transcript'),
} as const;

/** An entry of a deviations file: a failure that is known, owned and dated. */
export interface Deviation {
  /** The `@id:` of an example, or `static/<clause>`. */
  readonly example: string;
  readonly owner: string;
  readonly reason: string;
  /** `YYYY-MM-DD`: the last day on which it counts. */
  readonly expires: string;
  readonly link?: string;
  /** Text that the failure must contain. */
  readonly expect: string;
}

/** The state of a claim that departs from the default profile. */
export interface Claim {
  readonly supported: boolean;
  readonly reason: string;
}

export interface RunFacts {
  readonly id: string;
  /** ISO 8601. */
  readonly started: string;
  readonly toolVersion: string;
  /** SHA-256, hex, over the feature files in order. */
  readonly featuresDigest: string;
  /** What brings this run about again, for example `nfvi-conformance run --cloud acme`. */
  readonly command: string;
  readonly profile: string;
  readonly target: {
    readonly name: string;
    /** A sentence for the reader, for example "bundled simulator, not your cloud". */
    readonly kind: string;
    readonly bundledSimulator: boolean;
    /** What the target said that it is: service → version. No addresses with credentials. */
    readonly fingerprint: Readonly<Record<string, string>>;
  };
  readonly selection: { readonly tags?: string; readonly shard?: string };
  readonly requireConformant: boolean;
  readonly deviations: readonly Deviation[];
  /** Claims, by clause id or needs-name. */
  readonly claims: Readonly<Record<string, Claim>>;
  /** Needs-names that this target meets (an endpoint is configured or the claim is made). */
  readonly needs: readonly string[];
  /** Operations that this kind of target does not have: clause id → why. */
  readonly notOffered: Readonly<Record<string, string>>;
}

export interface RunEnd {
  /** ISO 8601. */
  readonly finished: string;
  readonly interrupted: boolean;
  /** Set when the run ended before its first example. `message` is for the reader. */
  readonly stopped?: {
    readonly cause: 'configuration' | 'sign-in' | 'error';
    readonly message: string;
  };
}

export interface NotApplicable {
  readonly reason: string;
}

/** Something that this run made and could not remove. */
export interface Leak {
  /** `<service>/<resource>`, for example `compute/flavour`. */
  readonly resource: string;
  readonly id: string;
  readonly name?: string;
  readonly reason: string;
  /** Kept on purpose, by `--keep-failed`. */
  readonly kept?: boolean;
  /** Nobody knows whether it is there: the target did not answer, or not when asked for it. */
  readonly uncertain?: boolean;
}

export interface Warning {
  readonly message: string;
  /** The requirement that it concerns, where there is one. */
  readonly clause?: string;
  readonly level?: Level;
}

/** One request and what came back, redacted. */
export interface Exchange {
  /** Counts from 1 within the transcript. */
  readonly n: number;
  /** Who acted, for example "VDC user". */
  readonly actor: string;
  /** ISO 8601. */
  readonly at: string;
  readonly durationMs: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  /** Absent when no answer came; `error` then says why. */
  readonly response?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly error?: string;
  /** The service's own id of the request, where it gave one. */
  readonly requestId?: string;
  /** A command line that asks again; secrets are named variables. */
  readonly curl: string;
}

/** A call of Table 6-3 that was exchanged. */
export interface TableCall {
  readonly call: string;
  readonly from: string;
  readonly to: string;
  /** Names of the parameters that were sent; absent where those of a product stand in their place. */
  readonly given?: readonly string[];
  /** Names of what the answer held; absent when the call did not succeed. */
  readonly answered?: readonly string[];
}

export interface Transcript {
  readonly exchanges: readonly Exchange[];
  /** Absent where there were none. */
  readonly calls?: readonly TableCall[];
}
