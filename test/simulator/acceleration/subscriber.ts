/** A VIM that is told about alarms: a simulator whose requests end in a test. */
import assert from 'node:assert/strict';
import { managed } from './manager.ts';
import { notificationConforms } from './published.ts';

export interface Notice {
  readonly to: string;
  readonly notificationId: string;
  readonly SubscriptionId: string;
  readonly hostId: string;
  readonly Alarm: Readonly<Record<string, string>>;
}

/** A simulator whose requests end here. @param answer what each is answered with */
export async function watched(answer: (notice: Notice) => Response | Promise<Response>) {
  const notices: Notice[] = [];
  const all = await managed({
    send: async (request) => {
      assert.equal(request.method, 'POST');
      assert.equal(request.redirect, 'manual');
      const body = (await request.json()) as Omit<Notice, 'to'>;
      notificationConforms(body);
      const notice = { ...body, to: request.url };
      notices.push(notice);
      return answer(notice);
    },
  });
  const subscribe = (host: string, Filter?: string, callbackUri = 'http://sink.test/a') =>
    all.call(`POST /hosts/${host}/subscriptions`, {
      callbackUri,
      ...(Filter === undefined ? {} : { Filter }),
    });
  const [one, two] = await all.query('compute-1', '(eq,type,crypto)');
  const [elsewhere] = await all.query('compute-2');
  /** All that is due now. */
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  const { clock } = all.simulator;
  const pass = async (ms: number) => {
    assert.ok(clock.kind === 'virtual');
    clock.advance(ms);
    await settle();
  };
  return {
    ...all,
    notices,
    subscribe,
    settle,
    pass,
    ids: [one, two, elsewhere].map((each) => each?.accResourceId ?? '') as [string, string, string],
  };
}
export const acknowledge = () => new Response(null, { status: 204 });
