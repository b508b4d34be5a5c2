/** A message of DHCPv6 in words. */
import { inWords } from './dhcp-text.ts';
import type { Association, Dhcp6Datagram, Status } from './dhcp6.ts';

/** What a message says, for people; what a relay agent adds comes first. */
export const dhcp6Text = (datagram: Dhcp6Datagram): string => {
  const { associations = [], status, ...options } = datagram.options;
  const head =
    'message' in datagram
      ? `${datagram.type}, hops ${String(datagram.hops)}, link ${datagram.linkAddress}, peer ${datagram.peerAddress}`
      : `${datagram.type}, transaction ${datagram.transaction.toString(16).padStart(6, '0')}`;
  return [
    head,
    ...Object.entries(options).map(
      ([name, value]) => `${inWords(name)} ${[value].flat().join(' ')}`,
    ),
    ...associations.flatMap(ofAssociation),
    ...ofStatus(status),
    ...datagram.others.map(({ code, data }) => `option ${String(code)} ${data}`),
    ...('message' in datagram ? [dhcp6Text(datagram.message)] : []),
  ]
    .map((line) => line.trimEnd())
    .join('\n');
};

const ofStatus = (status: Status | undefined): readonly string[] =>
  status === undefined ? [] : [`status ${status.code} ${status.text}`];

const ofAssociation = (each: Association): readonly string[] => [
  `association ${String(each.id)}, renewal time ${String(each.renewalTime)}, rebinding time ${String(each.rebindingTime)}`,
  ...each.addresses.flatMap(({ address, preferred, valid, status }) => [
    `address ${address}, preferred ${String(preferred)}, valid ${String(valid)}`,
    ...ofStatus(status),
  ]),
  ...ofStatus(each.status),
];
