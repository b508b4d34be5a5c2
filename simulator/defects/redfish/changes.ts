/** What can be wrong with changing machines, and with switching them. */
import type { Defect } from '../defect.ts';
import { matches } from '../defect.ts';
import { changingAnswer, instead, type Json } from '../wrapping.ts';
import { answer, at, discover, health, killing, look, without } from './hardware-parts.ts';

const change = at('PATCH', 'Systems/[^/]+');
const configuration = at('GET', 'Systems/[^/]+/Bios');
const toCome = at('PATCH', 'Systems/[^/]+/Bios/Settings');
const reset = at('POST', 'Systems/[^/]+/Actions/ComputerSystem.Reset');

/** Attributes of the body. */
const attributes = (body: Json): Json => body['Attributes'] as Json;

export const changeDefects: readonly Defect[] = [
  {
    name: 'hardware-label-forgotten',
    does: 'A label is accepted and not kept.',
    ...killing(discover),
    wrap: instead(change, async (request, next) =>
      answer(200, await look(next, request, request.url)),
    ),
  },
  {
    name: 'hardware-basis-ignored',
    does: 'A change is made whatever it rests on.',
    ...killing(discover),
    wrap: (next) => (request) =>
      next(matches(change, request) ? without(request, 'if-match') : request),
  },
  {
    name: 'hardware-changes-race',
    does: 'Of changes at once on one basis each is made.',
    ...killing(discover),
    wrap: (next) => {
      let under = 0;
      return async (request) => {
        if (!matches(change, request)) return next(request);
        under += 1;
        try {
          return await next(under > 1 ? without(request, 'if-match') : request);
        } finally {
          under -= 1;
        }
      };
    },
  },
  {
    name: 'hardware-configuration-at-once',
    does: 'A new configuration is in force at once.',
    ...killing(discover),
    wrap: (next) =>
      instead(configuration, async (request) => {
        const now = (await (await next(request)).json()) as Json;
        const pending = await look(next, request, `${request.url}/Settings`);
        return answer(200, { ...now, Attributes: attributes(pending) });
      })(next),
  },
  {
    name: 'hardware-configuration-lost',
    does: 'At the next start the new configuration is lost.',
    ...killing(discover),
    wrap: (next) => {
      let first: Json | undefined;
      return changingAnswer(configuration, (body) => {
        first ??= attributes(body);
        return { ...body, Attributes: first };
      })(next);
    },
  },
  {
    name: 'hardware-any-way-of-switching',
    does: 'A way of switching that there is not is accepted.',
    ...killing(discover),
    wrap: instead(reset, async (request, next) => {
      const seen = await next(request);
      return seen.status === 400 ? answer(204) : seen;
    }),
  },
  {
    name: 'hardware-any-setting',
    does: 'A setting that there is not is accepted.',
    ...killing(discover),
    wrap: instead(toCome, async (request, next) => {
      const seen = await next(request);
      return seen.status === 400 ? answer(200, await look(next, request, request.url)) : seen;
    }),
  },
  {
    name: 'hardware-switch-idle',
    does: 'Switching a machine is accepted and not done.',
    ...killing(health, discover),
    wrap: instead(reset, () => answer(204)),
  },
];
