/** The parts of a port that have a form of their own. */
import { networkFault, badRequest } from './faults.ts';
import { parseBlock } from './addresses.ts';
import { address, type Check, type Convert, macAddress, shown, uuid } from './values.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const fixedAddresses: Check = (value) => {
  if (value === null) return undefined;
  if (!Array.isArray(value)) return `Invalid data format for fixed IP: '${shown(value)}'.`;
  const seen: unknown[] = [];
  for (const entry of value as unknown[]) {
    if (!isObject(entry)) return `Invalid data format for fixed IP: '${shown(entry)}'.`;
    const { ip_address: told, subnet_id: subnet } = entry;
    if (told !== undefined) {
      const why = address(told);
      if (why !== undefined) return why;
      if (seen.includes(told)) return `Duplicate IP address '${shown(told)}'.`;
      seen.push(told);
    }
    const why = subnet === undefined ? undefined : uuid(subnet);
    if (why !== undefined) return why;
  }
  return undefined;
};

/** @throws Fault, since these are refused in words of their own */
export const addressPairs: Convert = (value) => {
  if (value === null) return [];
  if (!Array.isArray(value)) throw badRequest('Allowed address pairs must be a list.');
  return (value as unknown[]).map((pair) => {
    const { ip_address: told, mac_address: mac } = isObject(pair) ? pair : {};
    if (told === undefined) {
      throw networkFault(
        400,
        'AllowedAddressPairsMissingIP',
        'AllowedAddressPair must contain ip_address',
      );
    }
    if (typeof told !== 'string' || parseBlock(told) === undefined) {
      throw badRequest(`'${shown(told)}' is not a valid IP address`);
    }
    const why = mac === undefined ? undefined : macAddress(mac);
    if (why !== undefined) throw badRequest(why);
    return pair;
  });
};

const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/i;
export const hostName: Check = (value) => {
  if (value === '' || value === null) return undefined;
  const wrong = shown(value)
    .split('.')
    .find((part) => !label.test(part));
  if (wrong === undefined) return undefined;
  return `'${shown(value)}' not a valid PQDN or FQDN. Reason: Name '${wrong}' must be 1-63 characters long, each of which can only be alphanumeric or a hyphen.`;
};
