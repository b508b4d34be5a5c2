/** A collection as defects see it: routes, and where names and ids stand in its JSON. */
import type { Route } from '../defect.ts';
import type { Json } from '../wrapping.ts';

/** What the shared defects must know of a row of Table 6-2. */
export interface Collection {
  /** As clause ids have it: `key-pair`. */
  readonly resource: string;
  /** The operations that the table marks. */
  readonly operations: readonly string[];
  readonly belongsTo: 'cloud' | 'tenant' | 'user';
  /** Clauses of other rows whose examples build on this one. */
  readonly alsoUsedBy?: readonly string[];
  readonly create: Route;
  readonly list: Route;
  readonly remove: Route;
  /** The key of a list's entries, and the key around each of them where there is one. */
  readonly many: string;
  readonly each?: string;
  /** The key around what is asked for, and around what is answered; null: there is none. */
  readonly asked: string | null;
  readonly shown: string | null;
  /** Fields: `id` and `name`, unless told otherwise. */
  readonly id?: string;
  readonly name?: string;
  readonly askedName?: string;
  /** A field that every entry of a list must have. */
  readonly required: string;
  /** A refusal as the service writes it. */
  readonly refusal: (status: number, message: string) => Json;
  /** The status of a deletion that is done. */
  readonly deleted: number;
  /** A second thing of one name is refused. */
  readonly uniqueNames: boolean;
  /** Lists take `limit` and `marker`, and examples read them page by page. */
  readonly paged: boolean;
}

/** The clauses of a collection, by what a defect of it does. */
export function clausesOf({ resource, operations, alsoUsedBy = [] }: Collection) {
  const ofOperations = operations.map((operation) => `${resource}/${operation}`);
  const all = [
    ...ofOperations,
    `${resource}/create/authorization`,
    `${resource}/delete/authorization`,
    'tenant/isolation',
    'tenant/quota',
    ...alsoUsedBy,
  ];
  return {
    create: `${resource}/create`,
    list: `${resource}/list`,
    delete: `${resource}/delete`,
    mayCreate: `${resource}/create/authorization`,
    mayDelete: `${resource}/delete/authorization`,
    /** All that examples which use the collection are evidence for, but for some. */
    but: (...killed: readonly string[]) => all.filter((clause) => !killed.includes(clause)),
  };
}

const idKey = ({ id = 'id' }: Collection) => id;
const nameKey = ({ name = 'name' }: Collection) => name;

export const idOf = (collection: Collection, thing: Json): string =>
  String(thing[idKey(collection)]);

/** The thing under another name. */
export const renamed = (collection: Collection, thing: Json, name: string): Json => ({
  ...thing,
  [nameKey(collection)]: name,
});
export const nameOf = (collection: Collection, thing: Json): string =>
  String(thing[nameKey(collection)]);

/** The run's own things; what else the cloud has stays as it is. */
export const ours = (collection: Collection, thing: Json): boolean =>
  nameOf(collection, thing).startsWith('cft-');

const within = (key: string | null, body: Json, change: (inner: Json) => Json): Json =>
  key === null ? change(body) : { ...body, [key]: change(body[key] as Json) };

/** Changes what is asked for, in the body of a creation. */
export const inAsked = (collection: Collection, body: Json, change: (wish: Json) => Json): Json =>
  within(collection.asked, body, change);

/** The name that the body of a creation asks for. */
export function askedName(collection: Collection, body: Json): string {
  const wish = collection.asked === null ? body : (body[collection.asked] as Json);
  return String(wish[collection.askedName ?? nameKey(collection)]);
}
/** The body of a creation with another name. */
export const askingFor = (collection: Collection, body: Json, name: string): Json =>
  inAsked(collection, body, (wish) => ({
    ...wish,
    [collection.askedName ?? nameKey(collection)]: name,
  }));

/** The thing in the answer to its creation. */
export const shownIn = ({ shown }: Collection, body: Json): Json =>
  shown === null ? body : (body[shown] as Json);
export const inShown = (collection: Collection, body: Json, change: (thing: Json) => Json): Json =>
  within(collection.shown, body, change);

/** The things that a list holds. */
export const entriesOf = ({ many, each }: Collection, body: Json): Json[] =>
  ((body[many] ?? []) as Json[]).map((entry) =>
    each === undefined ? entry : (entry[each] as Json),
  );
/** A list with other entries. */
export const withEntries = (
  collection: Collection,
  body: Json,
  change: (entries: Json[]) => Json[],
): Json => {
  const { many, each } = collection;
  const entries = change(entriesOf(collection, body));
  return {
    ...body,
    [many]: each === undefined ? entries : entries.map((entry) => ({ [each]: entry })),
  };
};
