/** Clauses of Or-Vi and Vi-Vnfm, by operation. */
export const points = ['or-vi', 'vi-vnfm'] as const;
export type Point = (typeof points)[number];

/** `or-vi/<interface>/<operation>` and the same of Vi-Vnfm. */
export const atBoth = (served: string, operation: string): readonly string[] =>
  points.map((point) => `${point}/${served}/${operation}`);
