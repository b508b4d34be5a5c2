/** The shape of a requirement; the data stand in the other files of this folder. */

export type Level = 'MUST' | 'SHOULD' | 'MAY';
export type Table = '6-1' | '6-2' | '6-3' | 'enablers';

/** Interface points of Table 6-1 (ETSI spells the third one Nf-Vi; the chapter NF-Vi). */
export type InterfacePoint = 'vi-ha' | 'vn-nf' | 'nf-vi' | 'or-vi' | 'vi-vnfm';

/** Who takes part in a call of the chapter. */
export type Party = 'VNF' | 'NFVI' | 'VIM' | 'VNF orchestrator' | 'VNF manager' | 'hardware';

/** A parameter of Table 6-3, with the names and types that the table prints. */
export interface Parameter {
  readonly name: string;
  readonly type: 'Input' | 'Filter' | 'Output';
  readonly description: string;
}

/** One demand of the chapter: the unit of coverage and of verdicts. */
export interface Requirement {
  /** Fixed for ever; reports and gates refer to it. For example `flavour/create`, `InitAcc`. */
  readonly id: string;
  readonly table: Table;
  readonly interfacePoints: readonly InterfacePoint[];
  readonly level: Level;
  /** Why this level. */
  readonly levelReason: string;
  /**
   * Conditional: the requirement counts only when the target meets this need (an endpoint is
   * configured or the claim is made); else it is not applicable.
   */
  readonly needs?: string;
  /** What is demanded, in our own words, as one sentence in the present tense. */
  readonly statement: string;
  /** Where it stands, for example "Table 6-2, row Flavour, column Create". */
  readonly clause: string;
  /** Who may do it, in the chapter's words, where the chapter says so. */
  readonly actors?: readonly string[];
  /** Table 6-1 and 6-3: who calls whom. */
  readonly direction?: { readonly from: Party; readonly to: Party };
  readonly parameters?: readonly Parameter[];
  /**
   * Ids of other requirements. When present, this one has no examples of its own: its verdict is the
   * worst of theirs.
   */
  readonly worstOf?: readonly string[];
  /** The reading taken where the chapter is ambiguous. */
  readonly reading?: string;
}

/** A statement of the chapter from which no requirement follows. */
export interface InformativeStatement {
  readonly id: string;
  readonly statement: string;
  readonly clause: string;
  /** Why nothing is tested. */
  readonly reading: string;
}
