/** A transcript for people: what was asked, what came back, and how to ask again. */
import type { Exchange, Transcript } from '../evidence.ts';
import { oneLine, printable } from './printable.ts';

/** A name for a file: no slash, and two ids never share one. */
export const fileNameOf = (scenarioId: string): string =>
  scenarioId.replaceAll(/[^A-Za-z0-9_-]/g, (mark) =>
    mark === '/' ? '.' : `~${(mark.codePointAt(0) ?? 0).toString(16)}`,
  );

/** Where it is written, relative to the folder of the run. */
export const transcriptPath = (scenarioId: string): string =>
  `transcripts/${fileNameOf(scenarioId)}.txt`;

/** @param about what stands above it, a line each */
export function transcriptText({ exchanges }: Transcript, about: readonly string[]): string {
  const count = `${String(exchanges.length)} ${exchanges.length === 1 ? 'exchange' : 'exchanges'}`;
  return [...about.map(oneLine), count, '', ...exchanges.map(exchangeText)].join('\n');
}

function exchangeText(exchange: Exchange): string {
  const { n, actor, at, durationMs, request, response, error, requestId, curl } = exchange;
  const title = ` ${String(n)} · ${oneLine(actor)} · ${oneLine(at)} · ${durationMs.toFixed(0)} ms `;
  return [
    `──${title}${'─'.repeat(Math.max(2, 76 - title.length))}`,
    `> ${request.method} ${oneLine(request.url)}`,
    ...headerLines('>', request.headers),
    ...bodyLines('>', request.body),
    '',
    ...(response === undefined
      ? [`< no answer: ${oneLine(error ?? 'unknown')}`]
      : [
          `< ${String(response.status)}${requestId === undefined ? '' : `   request id ${oneLine(requestId)}`}`,
          ...headerLines('<', response.headers),
          ...bodyLines('<', response.body),
          ...(error === undefined ? [] : ['<', `! ${oneLine(error)}`]),
        ]),
    '',
    `again: ${printable(curl)}`,
    '',
    '',
  ].join('\n');
}

const headerLines = (mark: string, headers: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(headers).map(([name, value]) => `${mark} ${oneLine(name)}: ${oneLine(value)}`);

/** A JSON body is indented; anything else stands as it came. */
function bodyLines(mark: string, body: string | undefined): readonly string[] {
  if (body === undefined || body === '') return [];
  let text = body;
  try {
    text = JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // Not JSON, or cut: as it is.
  }
  return [
    mark,
    ...printable(text)
      .split('\n')
      .map((line) => `${mark} ${line}`),
  ];
}
