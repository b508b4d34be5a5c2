/** How a target tells consumers of what it watches, and how what it shall tell of is brought about. */
import { Unreachable } from '../failures.ts';
import type { Http } from '../transport/http.ts';
import type { Sink } from '../transport/sink.ts';
import { openConsumer } from './alarming/consumer.ts';
import type { Consumer, Topic } from './monitoring-port.ts';
import { bringAbout, mustKnowHow, type Stimuli } from './stimuli.ts';

export interface MonitoringOptions {
  readonly sink: Sink;
  readonly stimuli: Stimuli;
  readonly http: Http;
  /** In milliseconds: how long nothing must come until it counts as silence. */
  readonly silence: number;
}

export interface MonitoringAccess {
  /** @throws ConfigurationError when the target cannot reach us */
  consumer(topic: Topic): Promise<Consumer>;
  /** Each @throws NoStimulus when the target file does not say how */
  failHost(name: string): Promise<void>;
  recoverHost(name: string): Promise<void>;
  /** In milliseconds. */
  readonly silence: number;
  /** @throws Unreachable when something was waited for in vain, and nothing has come since */
  hears(): void;
  /** Something was waited for in vain. @throws Unreachable when nothing has ever come: who cannot reach us cannot tell us */
  waitedInVain(): void;
}

export function createMonitoring(options: MonitoringOptions): MonitoringAccess {
  const { sink, stimuli, http, silence } = options;
  let inVain = false;
  const hears = (): void => {
    if (!inVain || sink.reached()) return;
    throw new Unreachable(
      'nothing that the target tells has come to this run yet, so it may be that it cannot reach this machine, and its silence ' +
        'decides nothing; see callbacks.listen and callbacks.url of the target file',
    );
  };
  return {
    consumer: (topic) => openConsumer(sink, topic),
    async failHost(host) {
      // What nobody can mend is not broken.
      mustKnowHow(stimuli, 'host-recover');
      await bringAbout(stimuli, http, 'host-fail', { host });
    },
    recoverHost: (host) => bringAbout(stimuli, http, 'host-recover', { host }),
    silence,
    hears,
    waitedInVain() {
      inVain = true;
      hears();
    },
  };
}
