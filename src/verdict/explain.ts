/** Why a verdict is not `pass`, in parts that a reader looks for. */
import type { Exchange, Transcript } from '../evidence.ts';
import { cut } from './printable.ts';
import type { ReadStep } from './read-example.ts';

/** All text may come from a target: views make it harmless. */
export interface Explanation {
  /** All that is said, in one text. */
  readonly message: string;
  readonly expected?: string;
  readonly observed?: string;
  /** The step that failed, as written; or the name of the hook. */
  readonly step?: string;
  /** The request that the failure is about, where it is known. */
  readonly exchange?: Pick<Exchange, 'n' | 'requestId' | 'curl'> & { readonly request: string };
  /** What else was wrong with the same example. */
  readonly also: readonly string[];
}

/** What steps add to a message: which request it is about (steps/hooks.ts). */
const pointer = /^\nrequest {2}[^\n]*\nevidence exchange (\d+) of the transcript/;
const finding = /^expected ([\s\S]*?)\nobserved ([\s\S]*)$/;

/** In characters: a failure that quotes a whole body need not be repeated in every view. */
const longest = 4096;

export function explain(
  message: string,
  step: ReadStep | undefined,
  transcript: Transcript | undefined,
  also: readonly string[],
): Explanation {
  const { said, n: pointed } = apart(message);
  const found = finding.exec(said);
  const exchange = transcript?.exchanges.find(({ n }) => n === pointed);
  return {
    message: cut(said, longest),
    ...(found === null
      ? {}
      : { expected: cut(found[1] ?? '', longest), observed: cut(found[2] ?? '', longest) }),
    ...(step === undefined ? {} : { step: stepText(step) }),
    ...(exchange === undefined
      ? {}
      : {
          exchange: {
            n: exchange.n,
            ...(exchange.requestId === undefined ? {} : { requestId: exchange.requestId }),
            curl: exchange.curl,
            request: requestLine(exchange),
          },
        }),
    also: also.map((other) => cut(apart(other).said, longest)),
  };
}

/** What is said, and the exchange that it points at. */
function apart(message: string): { said: string; n?: number } {
  // The last one: what stands before it may quote the target.
  const at = message.lastIndexOf('\nrequest  ');
  const pointed = at < 0 ? null : pointer.exec(message.slice(at));
  return pointed === null
    ? { said: message }
    : { said: message.slice(0, at), n: Number(pointed[1]) };
}

/** A step as written; a hook by its name. */
export const stepText = ({ kind, keyword, text }: ReadStep): string =>
  kind === 'Before' || kind === 'After' ? `${text} (hook)` : `${keyword}${text}`;

/** A request and what became of it, on one line. */
export function requestLine({ request, response, error = 'no answer' }: Exchange): string {
  const asked = `${request.method} ${request.url}`;
  const became = error.startsWith(`${asked}: `) ? error.slice(asked.length + 2) : error;
  return `${asked} → ${response === undefined ? became : String(response.status)}`;
}
