/** How a target tells consumers of what it watches, and how what it shall tell of is brought about. */
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
}

export function createMonitoring(options: MonitoringOptions): MonitoringAccess {
  const { sink, stimuli, http, silence } = options;
  return {
    consumer: (topic) => openConsumer(sink, topic),
    async failHost(host) {
      // What nobody can mend is not broken.
      mustKnowHow(stimuli, 'host-recover');
      await bringAbout(stimuli, http, 'host-fail', { host });
    },
    recoverHost: (host) => bringAbout(stimuli, http, 'host-recover', { host }),
    silence,
  };
}
