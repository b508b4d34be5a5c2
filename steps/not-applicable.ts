/** Thrown by a step or hook when the target cannot be asked this; the example is then skipped. */
export class NotApplicableHere extends Error {
  override name = 'NotApplicableHere';
}
