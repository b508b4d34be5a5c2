/** `If-Match`: a change that is meant for one revision of a resource. Source: API reference, "Revisions". */
import type { Call } from '../kernel/call.ts';
import { badPart, networkFault } from './faults.ts';
import type { StandardRow } from './row.ts';

const form = /^revision_number=(.*)$/;

/** @throws Fault 412 when the row has another revision than the request is meant for */
export function refuseOtherRevision(call: Call, row: StandardRow): void {
  const told = form.exec(call.header('if-match') ?? '')?.[1];
  if (told === undefined) return;
  if (!/^\d+$/.test(told)) {
    throw badPart(
      'if-match',
      'Revision number etag must be in the format of revision_number=<int>',
    );
  }
  if (Number(told) === row.revision) return;
  throw networkFault(
    412,
    'RevisionNumberConstraintFailed',
    `Constrained to ${told}, but current revision is ${String(row.revision)}`,
  );
}
