/** The flags of `run`, as read. */
export interface RunFlags {
  readonly simulator?: boolean;
  readonly cloud?: string;
  readonly target?: string;
  readonly profile?: string;
  readonly tags?: string;
  readonly parallel?: number;
  readonly shard?: string;
  readonly reports: string;
  readonly deviations?: string;
  readonly keepFailed?: boolean;
  readonly requireConformant?: boolean;
  /** Only with the simulator: what it plays, and how it is wrong. */
  readonly release?: string;
  readonly defect?: readonly string[];
  readonly containers?: boolean;
}
