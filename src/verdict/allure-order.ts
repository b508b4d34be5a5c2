/**
 * The tables in Allure's page in the order of the chapter. Its page shows first what began first, and knows of each
 * leaf when that was: its tree uses this for nothing else.
 */
import { tableTitles } from '../catalogue/catalogue.ts';

/** Each tree as the page holds it: its name and its JSON in base64. */
const trees = /(\bd\("widgets\/(?:[^"/]+\/)?tree\.json",")([A-Za-z0-9+/=]+)"/g;

interface Group {
  readonly name: string;
  readonly groups?: readonly string[];
  readonly leaves?: readonly string[];
}
interface Leaf {
  /** When it began, in milliseconds since the epoch. */
  readonly start?: number;
}
interface Tree {
  readonly root: { readonly groups: readonly string[] };
  readonly groupsById: Readonly<Record<string, Group>>;
  readonly leavesById: Readonly<Record<string, Leaf>>;
}

const order: readonly string[] = Object.values(tableTitles);
/** What is no table comes behind all of them. */
const placeOf = (name: string): number =>
  order.includes(name) ? order.indexOf(name) : order.length;
/** In milliseconds: centuries, and so more than runs are apart. */
const apart = 10 ** 13;

/** The page with its trees put in order; one whose template has no such trees stays as it is. */
export const inOrderOfTables = (page: string): string =>
  page.replaceAll(trees, (_tree, begin: string, data: string) => {
    const tree = JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as Tree;
    const sorted = JSON.stringify({ ...tree, leavesById: placed(tree) });
    return `${begin}${Buffer.from(sorted).toString('base64')}"`;
  });

/** The leaves, those of one table as if they had begun after all of the one before. */
function placed({ root, groupsById, leavesById }: Tree): Tree['leavesById'] {
  const leavesOf = (id: string): readonly string[] => {
    const { groups = [], leaves = [] } = groupsById[id] ?? {};
    return [...leaves, ...groups.flatMap(leavesOf)];
  };
  const places = new Map(
    root.groups.flatMap((id) => {
      const place = placeOf(groupsById[id]?.name ?? '');
      return leavesOf(id).map((leaf) => [leaf, place] as const);
    }),
  );
  return Object.fromEntries(
    Object.entries(leavesById).map(([id, leaf]) => [
      id,
      { ...leaf, start: (leaf.start ?? 0) + (places.get(id) ?? 0) * apart },
    ]),
  );
}
