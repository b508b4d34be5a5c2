/** Answers for tests of bindings, without a wire. */
import type { Exchange } from '../../src/evidence.ts';
import type { Answer, Ask, Http } from '../../src/transport/http.ts';

export function answer(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    status,
    headers,
    text,
    bytes: Buffer.from(text),
    exchange: {} as Exchange,
    json: () => JSON.parse(text) as unknown,
  };
}

/** An Http that answers by a function and keeps what it was asked. */
export function stubHttp(reply: (ask: Ask) => Answer): Http & { readonly asked: readonly Ask[] } {
  const asked: Ask[] = [];
  return {
    asked,
    send: (ask) => {
      asked.push(ask);
      return Promise.resolve(reply(ask));
    },
    close: () => Promise.resolve(),
  };
}
