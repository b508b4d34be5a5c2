/** The probe that a target description names. */
import type { Target } from '../target/target.ts';
import { commandLine } from '../transport/command-line.ts';
import { createProbe, type Probe } from '../transport/probe.ts';
import { longestProbeFrame } from '../transport/probe-frames.ts';

/** @returns undefined where servers are asked from here; the probe is not started yet */
export function probeOf({ enablerServices }: Target): Probe | undefined {
  const { inside } = enablerServices ?? {};
  if (inside === undefined) return undefined;
  return createProbe(commandLine(inside.command, longestProbeFrame));
}
