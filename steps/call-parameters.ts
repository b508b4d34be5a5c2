/** Parameters of a call as tables give them. */
import type { DataTable } from '@cucumber/cucumber';

type Parameters = Record<string, unknown>;

/**
 * The usual parameters with those of a table in their place: `(none)` leaves one out, JSON is read as
 * such, all else is text; `attachTargetInfo.id` stands for a part of one.
 */
export function parametersOf(usual: Parameters, table: DataTable | undefined): Parameters {
  const parameters = { ...usual };
  for (const [path, text] of Object.entries(table?.rowsHash() ?? {})) {
    const [name = '', part] = path.split('.');
    if (part === undefined) parameters[name] = valueOf(text);
    else parameters[name] = present({ ...(usual[name] as Parameters), [part]: valueOf(text) });
  }
  return present(parameters);
}

const valueOf = (text: string): unknown => {
  if (text === '(none)') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

const present = (parameters: Parameters): Parameters =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
