/**
 * Table 6-2: which operations are marked on which resource. Everything else is computed from it: the
 * ids of the requirements, and the types of the bindings.
 *
 * A room of a binding has exactly the verbs of its row, and a binding has exactly the rooms of the
 * table. Given the signatures of all verbs, the compiler refuses a missing verb, a surplus verb and
 * a missing room:
 *
 * ```ts
 * interface Verbs {
 *   create(name: string): Promise<Thing>;
 *   list(): Promise<readonly Thing[]>;
 *   delete(id: string): Promise<void>;
 *   // … one signature for each Operation
 * }
 * const flavour: BindingFor<'flavour', Verbs> = {
 *   create: (name) => post('/flavors', name),
 *   list: () => get('/flavors'),
 *   delete: (id) => remove(`/flavors/${id}`),
 *   // suspend: …   does not compile: Table 6-2 has no such mark
 * };
 * const binding: Bindings<Verbs> = { flavour, image, … }; // every row, or it does not compile
 * ```
 */

/** The columns of Table 6-2, and the two operations that the notes on Virtual compute add. */
export const operations = [
  'create',
  'list',
  'attach',
  'detach',
  'delete',
  'suspend',
  'unsuspend',
] as const;
export type Operation = (typeof operations)[number];

/** The rows of Table 6-2 in its order, in the singular, with the operations marked on each. */
export const tenantResources = {
  flavour: ['create', 'list', 'delete'],
  image: ['create', 'list', 'delete'],
  'key pair': ['create', 'list', 'delete'],
  privileges: [],
  role: ['create', 'list', 'delete'],
  'security group': ['create', 'list', 'delete'],
  stack: ['create', 'list', 'delete'],
  'virtual storage': ['create', 'list', 'attach', 'detach', 'delete'],
  user: ['create', 'list', 'detach', 'delete'],
  tenant: ['create', 'list', 'detach', 'delete'],
  'virtual compute': ['create', 'list', 'detach', 'delete', 'suspend', 'unsuspend'],
  'virtual network': ['create', 'list', 'attach', 'detach', 'delete'],
} as const satisfies Record<string, readonly Operation[]>;

/** A row of Table 6-2. */
export type TenantResource = keyof typeof tenantResources;

/** The operations that Table 6-2 marks on a row; `never` for Privileges. */
export type OperationsOf<R extends TenantResource> = (typeof tenantResources)[R][number];

type Kebab<S extends string> = S extends `${infer Head} ${infer Tail}`
  ? `${Head}-${Kebab<Tail>}`
  : S;

type IdOf<R extends TenantResource> = `${Kebab<R>}/${OperationsOf<R>}`;

/** The 42 ids `<resource>/<operation>`, for example `virtual-compute/create`. */
export type OperationId = { [R in TenantResource]: IdOf<R> }[TenantResource];

/** The ids of the operations that the notes of Table 6-2 reserve to someone. */
export type ReservedId = Extract<OperationId, `${string}/${'create' | 'delete'}`>;

/** `virtual compute` → `virtual-compute`, as ids and tags have it. */
export const kebab = <S extends string>(words: S): Kebab<S> =>
  words.replaceAll(' ', '-') as Kebab<S>;

/** The verbs of one room: those of `Verbs` that Table 6-2 marks on its row. */
export type BindingFor<R extends TenantResource, Verbs extends Record<Operation, unknown>> = Pick<
  Verbs,
  OperationsOf<R>
>;

/** All rooms of a binding. Rows without a mark (Privileges) have no room. */
export type Bindings<Verbs extends Record<Operation, unknown>> = {
  readonly [R in TenantResource as OperationsOf<R> extends never ? never : R]: BindingFor<R, Verbs>;
};
