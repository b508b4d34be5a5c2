/** A refusal as a room throws it; the service's dialect decides how it is written. */
import type { Reply } from './reply.ts';

export interface FaultDetails {
  /** Overrides what the dialect calls this kind of fault (a key, type or title in its error body). */
  readonly kind?: string;
  readonly headers?: readonly (readonly [string, string])[];
  /** An answer that is not in the service's dialect at all, sent as it stands. */
  readonly verbatim?: Reply;
}

export class Fault extends Error {
  override name = 'Fault';
  readonly status: number;
  readonly details: FaultDetails;

  constructor(status: number, message: string, details: FaultDetails = {}) {
    super(message);
    this.status = status;
    this.details = details;
  }
}

export const badRequest = (message: string, details?: FaultDetails) =>
  new Fault(400, message, details);
export const unauthorized = (message: string, details?: FaultDetails) =>
  new Fault(401, message, details);
export const forbidden = (message: string, details?: FaultDetails) =>
  new Fault(403, message, details);
export const notFound = (message: string, details?: FaultDetails) =>
  new Fault(404, message, details);
export const conflict = (message: string, details?: FaultDetails) =>
  new Fault(409, message, details);

/** What an operation answers that the simulator knows of but does not serve. */
export const notServed = (operation: string) =>
  new Fault(501, `The simulator does not implement the operation "${operation}".`);
