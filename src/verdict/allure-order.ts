/** The tables in Allure's page in the order of the chapter: Allure shows first what began first. */
import { tableTitles } from '../catalogue/catalogue.ts';

/** Each tree as the page holds it: its name and its JSON in base64. */
const trees = /(\bd\("widgets\/(?:[^"/]+\/)?tree\.json",")([A-Za-z0-9+/=]+)"/g;

interface Tree {
  readonly root: { readonly groups: readonly string[] };
  readonly groupsById: Readonly<Record<string, { readonly name: string }>>;
}

const order: readonly string[] = Object.values(tableTitles);
/** What is no table comes behind all of them. */
const placeOf = (name: string): number =>
  order.includes(name) ? order.indexOf(name) : order.length;

/** The page with its trees put in order; one whose template has no such trees stays as it is. */
export const inOrderOfTables = (page: string): string =>
  page.replaceAll(trees, (_tree, begin: string, data: string) => {
    const tree = JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as Tree;
    const place = (id: string): number => placeOf(tree.groupsById[id]?.name ?? '');
    const groups = tree.root.groups.toSorted((a, b) => place(a) - place(b));
    const sorted = JSON.stringify({ ...tree, root: { ...tree.root, groups } });
    return `${begin}${Buffer.from(sorted).toString('base64')}"`;
  });
