/** How the load-balancer service refuses. Source: Octavia 11 (Zed), recorded. */
import type { BodyRules } from '../kernel/body.ts';
import { badRequest, conflict, Fault, forbidden, notFound } from '../kernel/fault.ts';
import type { Reply } from '../kernel/reply.ts';

export const writeLoadBalancerFault = ({ status, message }: Fault): Reply => ({
  status,
  body: {
    faultcode: status < 500 ? 'Client' : 'Server',
    faultstring: message,
    debuginfo: null,
  },
});

export const missing = (label: string, id: string) => notFound(`${label} ${id} not found.`);
/** Of what a body refers to. */
export const missingPart = (label: string, id: string) => badRequest(`${label} ${id} not found.`);
export const immutable = (label: string, id: string) =>
  conflict(`${label} ${id} is immutable and cannot be updated.`);
export const invalid = (detail: string) => badRequest(`Validation failure: ${detail}`);
export const disallowed = () => forbidden('Policy does not allow this request to be performed.');
export const quotaMet = (label: string) => forbidden(`Quota has been met for resources: ${label}`);
export const noCertificate = (reference: string) =>
  badRequest(`Could not retrieve certificate: ['${reference}']`);
/** What the provider of the default cannot do. */
export const unsupported = (what: string) =>
  new Fault(501, `Provider 'amphora' does not support a requested option: ${what}`);

export const loadBalancerBodies: BodyRules = {
  maxBytes: 1024 * 1024,
  tooLarge: () => new Fault(413, 'Request Entity Too Large'),
  otherType: () => undefined,
  notJson: () => badRequest('Request is not in valid JSON format'),
  missing: () => ({}),
};
