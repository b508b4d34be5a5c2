/** A strict reader of XML 1.0 as far as JUnit files use it: throws on what is not well-formed. */

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

// The characters that XML 1.0 allows.
const allowed = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

function decode(text: string): string {
  if (text.includes('<')) throw new Error(`"<" in ${text}`);
  return text.replaceAll(/&([^;]*);?/g, (whole, name: string) => {
    const code = /^#(\d+)$/.exec(name)?.[1];
    const found = code === undefined ? entities[name] : String.fromCodePoint(Number(code));
    if (found === undefined || !whole.endsWith(';')) throw new Error(`unknown entity ${whole}`);
    return found;
  });
}

function readAttributes(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  const rest = text.replaceAll(/\s([\w:-]+)="([^"]*)"/g, (_whole, name: string, value: string) => {
    if (name in found) throw new Error(`attribute ${name} twice`);
    found[name] = decode(value);
    return '';
  });
  if (rest.trim() !== '') throw new Error(`no attributes: ${rest}`);
  return found;
}

interface Open extends Element {
  children: Element[];
  text: string;
}

export function parseXml(xml: string): Element {
  if (!allowed.test(xml)) throw new Error('a character that XML does not allow');
  const body = xml.replace(/^<\?xml [^?]*\?>\n/, '');
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const stack: Open[] = [root];
  let at = 0;
  for (const match of body.matchAll(/<(\/?)([\w:-]+)((?:\s[\w:-]+="[^"]*")*)\s*(\/?)>/g)) {
    const [whole, closing, name = '', attributes = '', empty] = match;
    const top = stack.at(-1) ?? root;
    top.text += decode(body.slice(at, match.index));
    at = match.index + whole.length;
    if (closing === '/') {
      if (top.name !== name) throw new Error(`</${name}> closes <${top.name}>`);
      stack.pop();
      continue;
    }
    const element: Open = { name, attributes: readAttributes(attributes), children: [], text: '' };
    top.children.push(element);
    if (empty !== '/') stack.push(element);
  }
  root.text += decode(body.slice(at));
  const [only, ...more] = root.children;
  if (stack.length !== 1 || only === undefined || more.length > 0 || root.text.trim() !== '') {
    throw new Error('not one closed element');
  }
  return only;
}
