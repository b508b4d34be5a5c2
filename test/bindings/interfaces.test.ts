import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interfacesOf } from '../../src/bindings/interfaces.ts';
import { Refusal, Violation } from '../../src/failures.ts';
import { answer } from './stub-http.ts';
import { stubSession } from './stub-session.ts';

const port = (id: string, network: string) => ({
  port_id: id,
  net_id: network,
  mac_addr: 'fa:16:3e:00:00:01',
  port_state: 'ACTIVE',
  fixed_ips: [],
});

test('an interface that is not listed is no refusal of the target', async () => {
  const session = stubSession(() => answer(200, { interfaceAttachments: [port('p', 'other')] }));
  await assert.rejects(interfacesOf(session, 's').remove('n'), Violation);
  assert.deepEqual(session.asked(), ['GET compute/v2.1/servers/s/os-interface']);
});

test('who may not look tries to take away what others have seen', async () => {
  let refusing = false;
  const session = stubSession((what) => {
    if (refusing) return answer(404, { itemNotFound: { code: 404, message: 'no' } });
    return what.startsWith('GET')
      ? answer(200, { interfaceAttachments: [port('p', 'n')] })
      : answer(202, '');
  });
  const interfaces = interfacesOf(session, 's');
  await interfaces.remove('n');
  refusing = true;
  await assert.rejects(interfaces.remove('n'), Refusal);
  assert.equal(session.asked().at(-1), 'DELETE compute/v2.1/servers/s/os-interface/p');
});
