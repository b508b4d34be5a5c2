/** From where machines start, as Redfish tells it and is told. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NotOffered } from '../../src/bindings/hardware-manager.ts';
import { redfishManager } from '../../src/bindings/hardware/redfish.ts';
import { realClock } from '../../src/transport/clock.ts';
import type { Answer, Ask } from '../../src/transport/http.ts';
import { answer, stubHttp } from './stub-http.ts';

const place = '/redfish/v1/Systems/a';
const machine = (more: object = {}) => ({
  '@odata.id': place,
  '@odata.type': '#ComputerSystem.v1_13_0.ComputerSystem',
  Id: 'a',
  Name: 'a',
  ...more,
});
const address = { url: 'https://bmc.test/redfish/v1/' };

function asked(reply: (ask: Ask) => Answer) {
  const http = stubHttp(reply);
  const options = { address, http, clock: realClock, deadline: 10_000 };
  return { vim: redfishManager(options, { by: 'nobody' }), http };
}

describe('where a machine starts from', () => {
  const boot = (how: string, from: string) => ({
    Boot: { BootSourceOverrideEnabled: how, BootSourceOverrideTarget: from },
  });

  test('is read in the words of the port, or is as ever', async () => {
    const cases = [
      [boot('Once', 'Pxe'), 'network'],
      [boot('Continuous', 'Hdd'), 'disk'],
      [boot('Once', 'UefiShell'), 'UefiShell'],
      [boot('Disabled', 'Pxe'), undefined],
      [boot('Once', 'None'), undefined],
      [{}, undefined],
    ] as const;
    for (const [told, expected] of cases) {
      const { vim } = asked(() => answer(200, machine(told)));
      assert.equal((await vim.machine(place)).nextStart, expected, JSON.stringify(told));
    }
  });

  test('is said for one start, on the basis of what was seen, and only where it can be', async () => {
    const { vim, http } = asked(({ method }) =>
      method === 'GET'
        ? answer(200, machine(boot('Disabled', 'None')), { etag: '"1"' })
        : answer(204, ''),
    );
    const seen = await vim.machine(place);
    await vim.startFrom(seen, 'network');
    await vim.startFrom(seen, undefined);
    const changes = http.asked.filter(({ method }) => method === 'PATCH');
    assert.deepEqual(
      changes.map(({ json }) => json),
      [boot('Once', 'Pxe'), boot('Disabled', 'None')].map(({ Boot }) => ({
        Boot: {
          BootSourceOverrideTarget: Boot.BootSourceOverrideTarget,
          BootSourceOverrideEnabled: Boot.BootSourceOverrideEnabled,
        },
      })),
    );
    assert.equal(changes[0]?.headers?.['If-Match'], '"1"');
    const without = asked(() => answer(200, machine())).vim;
    await assert.rejects(without.startFrom(seen, 'network'), NotOffered);
  });
});
