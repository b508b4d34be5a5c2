/** How a run comes to the accelerators of its target. */
import { longestFrame, subprotocol } from '../contract/acceleration/frames.ts';
import { NoStimulus } from '../failures.ts';
import type { Clock } from '../transport/clock.ts';
import { commandLine } from '../transport/command-line.ts';
import type { ExchangeLog } from '../transport/exchange-log.ts';
import type { OpenLine } from '../transport/frame-line.ts';
import type { Http, TlsSettings } from '../transport/http.ts';
import type { Redactor } from '../transport/redaction.ts';
import { runCommand } from '../transport/run-command.ts';
import { webSocketLine } from '../transport/web-socket-line.ts';
import { openWorkload, type Workload } from './acceleration/workload.ts';

/** An entry of `acceleration.vn-nf` in the target file. */
export type Attachment =
  | ({ readonly url: string; readonly token?: string | undefined } & {
      readonly [K in keyof TlsSettings]?: TlsSettings[K] | undefined;
    })
  | { readonly command: readonly string[] };

/** An entry of `stimuli`. */
export type Stimulus = { readonly url: string } | { readonly command: readonly string[] };

export interface AccelerationOptions {
  readonly attachments: readonly Attachment[];
  readonly stimuli: Readonly<Partial<Record<string, Stimulus>>>;
  /** In milliseconds: how long nothing must happen before it counts as silence. */
  readonly silence: number;
  readonly http: Http;
  readonly log: ExchangeLog;
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** A target in this process, instead of sockets. */
  readonly inProcess?: (url: string) => OpenLine;
}

export interface Acceleration {
  /** How many workloads with an accelerator of their own the target description gives. */
  readonly workloads: number;
  readonly silence: number;
  /** @param n counts from 0 @throws Unreachable */
  connect(n: number): Promise<Workload>;
  /**
   * Brings an event about in the accelerator of one workload.
   * @throws NoStimulus when the target description does not say how
   */
  happen(accEvent: string, n: number): Promise<void>;
}

/** For one call, in milliseconds. */
const timeoutMs = 30_000;

/** Names that stand in the place of `{attachTarget}`. */
const attachTargets = ['workload-1', 'workload-2'] as const;
const isTemplate = (entry: Attachment | undefined): boolean =>
  entry !== undefined && 'url' in entry && entry.url.includes('{attachTarget}');

export function createAcceleration(options: AccelerationOptions): Acceleration {
  const { attachments, stimuli, http, silence } = options;
  const [first] = attachments;
  const target = (n: number): string => attachTargets[n] ?? `workload-${String(n + 1)}`;

  const lineTo = (n: number): OpenLine => {
    const entry = isTemplate(first) ? first : attachments[n];
    if (entry === undefined) throw new Error(`the target description has no workload ${String(n)}`);
    if ('command' in entry) return commandLine(entry.command, longestFrame);
    const { url: template, token, ...tls } = entry;
    const url = template.replace('{attachTarget}', target(n));
    return (
      options.inProcess?.(url) ??
      webSocketLine({
        url,
        subprotocol,
        longestFrame,
        timeoutMs,
        tls: Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined)),
        ...(token === undefined ? {} : { token }),
      })
    );
  };

  return {
    workloads: isTemplate(first) ? attachTargets.length : attachments.length,
    silence,
    connect: (n) =>
      openWorkload({
        ...options,
        open: lineTo(n),
        us: n === 0 ? 'VNF' : 'other VNF',
        timeoutMs,
      }),
    async happen(accEvent, n) {
      const how = stimuli['acc-event'];
      if (how === undefined) {
        throw new NoStimulus(
          'an event of an accelerator is to happen, and the target file has no stimuli.acc-event that brings it about',
        );
      }
      const facts = { accEvent, attachTarget: target(n) };
      if ('command' in how) {
        await runCommand(how.command, { ACC_EVENT: accEvent, ATTACH_TARGET: facts.attachTarget });
        return;
      }
      const answer = await http.send({
        method: 'POST',
        url: how.url,
        actor: 'stimulus',
        json: facts,
      });
      if (answer.status >= 300) {
        throw new NoStimulus(`stimuli.acc-event answered with status ${String(answer.status)}`);
      }
    },
  };
}
