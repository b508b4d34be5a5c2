/** What a target file may not say of servers that assign addresses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseTarget } from '../../src/target/choose-target.ts';
import { machine, refusal } from './files.ts';

const two = 'target: x\nvim: { openstack: { auth_url: http://h, username: u, password: p } }\n';
const refused: Readonly<Record<string, readonly [string, string | RegExp]>> = {
  'no relay agent': [
    `${two}enabler-services: { dhcp: { relay: { server: h, giaddr: 300.1.1.1 } } }`,
    'work/target.yaml:3:49: enabler-services.dhcp.relay.giaddr must be an IPv4 address',
  ],
  'no network of version 6': [
    `${two}enabler-services: { dhcp-v6: { relay: { server: h, link-address: 192.0.2.1 } } }`,
    'work/target.yaml:3:52: enabler-services.dhcp-v6.relay.link-address must be an IPv6 address',
  ],
  'a way to no network': [
    `${two}enabler-services: { dhcp: { interface: c0, network: { routes: [{ destination: 192.0.2.0/33, via: 192.0.2.1 }] } } }`,
    /dhcp\.network\.routes\.0\.destination must be a block of IPv4 addresses/,
  ],
};
for (const [what, [text, says]] of Object.entries(refused)) {
  test(`refuses ${what}`, (t) => {
    const around = machine(t, { 'work/target.yaml': text });
    const message = refusal(around, () =>
      chooseTarget({ target: 'target.yaml' }, { ids: new Set() }, around),
    );
    if (typeof says === 'string') assert.equal(message, says);
    else assert.match(message, says);
  });
}
