/** The files of `allure-results/`, as far as we write them. */

export type AllureStatus = 'passed' | 'failed' | 'broken' | 'skipped';

export interface AllureParameter {
  readonly name: string;
  readonly value: string;
}

export interface AllureStep {
  readonly name: string;
  readonly status: AllureStatus;
  readonly statusDetails?: { readonly message: string };
  readonly stage: 'finished' | 'pending';
  readonly start: number;
  readonly stop: number;
  readonly parameters: readonly AllureParameter[];
  readonly steps: readonly AllureStep[];
}

export interface AllureResult {
  readonly uuid: string;
  readonly name: string;
  readonly fullName: string;
  /** Equal for all runs of one scenario. */
  readonly testCaseId: string;
  readonly historyId: string;
  readonly status: AllureStatus;
  readonly statusDetails?: {
    readonly message: string;
    readonly known: boolean;
  };
  readonly stage: 'finished';
  readonly start: number;
  readonly stop: number;
  /** Markdown. */
  readonly description: string;
  readonly labels: readonly { readonly name: string; readonly value: string }[];
  readonly links: readonly { readonly name: string; readonly url: string; readonly type: string }[];
  readonly parameters: readonly AllureParameter[];
  readonly steps: readonly AllureStep[];
  readonly attachments: readonly {
    readonly name: string;
    readonly source: string;
    readonly type: string;
  }[];
  readonly titlePath: readonly string[];
}
