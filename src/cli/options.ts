/** Reading the values of flags; each says which flag and which value it refuses. */
import { InvalidArgumentError } from 'commander';

/** A whole number from `least` to `most`. */
export const wholeNumber =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(
        `It must be a whole number from ${String(least)}${most === Number.MAX_SAFE_INTEGER ? ' on' : ` to ${String(most)}`}.`,
      );
    }
    return value;
  };

/** `I/N` with 1 ≤ I ≤ N. */
export function shard(text: string): string {
  const [, index, count] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? [];
  if (index === undefined || Number(index) > Number(count)) {
    throw new InvalidArgumentError('It must be I/N, for example 1/4, with I from 1 to N.');
  }
  return text;
}

/** Milliseconds, or a range of them: `20`, `10-50`. */
export function latency(text: string): number | { min: number; max: number } {
  const [, min, max] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text) ?? [];
  if (min === undefined || (max !== undefined && Number(max) < Number(min))) {
    throw new InvalidArgumentError('It must be milliseconds, or a range of them: 20 or 10-50.');
  }
  return max === undefined ? Number(min) : { min: Number(min), max: Number(max) };
}

/** For flags that may be given several times. */
export const several = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  text,
];
