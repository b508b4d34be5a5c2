/** Judging what a client sends by the contract. */
export { validBody } from '../kernel/valid-body.ts';
