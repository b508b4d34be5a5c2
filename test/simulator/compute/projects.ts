/** The tenants that tests of compute know. */
export const projects = { admin: 'a'.repeat(32), demo: 'd'.repeat(32), alt: 'e'.repeat(32) };
