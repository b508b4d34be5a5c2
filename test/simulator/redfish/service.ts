/** A simulator whose hardware is asked directly. */
import {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../../simulator/create-simulator.ts';

export const origin = 'http://simulator.test';

export const basic = (name: string, password = 'simulator'): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
});

export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

export interface Hardware {
  readonly simulator: Simulator;
  readonly ask: (
    method: string,
    path: string,
    options?: { headers?: Record<string, string>; json?: unknown; as?: string },
  ) => Promise<Seen>;
}

export function hardware(options: SimulatorOptions = {}): Hardware {
  const simulator = createSimulator(options);
  return {
    simulator,
    async ask(method, path, { headers = {}, json, as = 'admin' } = {}) {
      const answer = await simulator.fetch(
        new Request(origin + path, {
          method,
          headers: {
            ...(as === 'nobody' ? {} : basic(as)),
            ...(json === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        }),
      );
      const text = await answer.text();
      const isJson = (answer.headers.get('content-type') ?? '').includes('json') && text !== '';
      return {
        status: answer.status,
        headers: answer.headers,
        body: isJson ? (JSON.parse(text) as Record<string, unknown>) : { text },
      };
    },
  };
}
