/** How Redfish refuses. Source: DSP0266, "Error responses". */
import { z } from 'zod';

const extended = z.looseObject({
  MessageId: z.string().optional(),
  Message: z.string().optional(),
});

export const errorAnswer = z.looseObject({
  error: z.looseObject({
    code: z.string().min(1),
    message: z.string(),
    '@Message.ExtendedInfo': z.array(extended).optional(),
  }),
});

/** @returns what a refusal says; undefined when the body is none */
export function errorText(body: string): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return undefined;
  }
  const read = errorAnswer.safeParse(json);
  if (!read.success) return undefined;
  const { code, message, '@Message.ExtendedInfo': more = [] } = read.data.error;
  const [first] = more.flatMap(({ Message }) => Message ?? []);
  return `${code}: ${first ?? message}`;
}
