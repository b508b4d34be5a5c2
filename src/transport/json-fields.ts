/**
 * Replaces the values of secret fields in a text of JSON, and nothing else: its formatting stays, and
 * a text that breaks off or is not quite JSON is treated as far as it goes.
 */
import { holdsSecretId, isSecretField, mayHaveSecretField } from './secret-names.ts';

export interface FieldRedaction {
  readonly by: string;
  /** Told each value that was replaced, so that it is recognised elsewhere too. */
  readonly learn: (secret: string) => void;
}

interface Open {
  readonly isArray: boolean;
  /** The field that holds it. */
  readonly name: string;
  /** The field that is being read. */
  field: string;
  /** Whether what stands in it is secret: the entries of a list in a secret field. */
  readonly secret: boolean;
}

const string = /"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|\\?$)/y;
const number = /-?\d[\d.eE+-]*/y;
/** JSON may stand in a string of JSON, and once more in there. */
const deepest = 3;

export function redactFields(text: string, redaction: FieldRedaction, depth = 0): string {
  const open: Open[] = [];
  let done = '';
  let copied = 0;
  const replace = (from: number, to: number, by: string) => {
    done += text.slice(copied, from) + by;
    copied = to;
  };

  for (let i = 0; i < text.length;) {
    const inner = open.at(-1);
    switch (text[i]) {
      case '{':
      case '[': {
        const isArray = text[i] === '[';
        const name = inner?.field ?? '';
        const secret = isArray && (inner?.secret === true || isSecretField(name));
        open.push({ isArray, name, field: isArray ? name : '', secret });
        break;
      }
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        if (inner !== undefined && !inner.isArray) inner.field = '';
        break;
      case '"': {
        string.lastIndex = i;
        const token = string.exec(text)?.[0] ?? text.slice(i);
        const end = i + token.length;
        if (inner !== undefined && !inner.isArray && inner.field === '' && isKey(text, end)) {
          inner.field = decode(token);
        } else if (isSecret(inner)) {
          redaction.learn(decode(token));
          replace(i, end, JSON.stringify(redaction.by));
        } else if (depth < deepest && token.includes('\\"') && mayHaveSecretField(token)) {
          const within = decode(token);
          const redacted = redactFields(within, redaction, depth + 1);
          if (redacted !== within) replace(i, end, JSON.stringify(redacted));
        }
        i = end;
        continue;
      }
      default: {
        if (!isSecret(inner)) break;
        number.lastIndex = i;
        const token = number.exec(text)?.[0];
        if (token === undefined) break;
        replace(i, i + token.length, JSON.stringify(redaction.by));
        i += token.length;
        continue;
      }
    }
    i += 1;
  }
  return copied === 0 ? text : done + text.slice(copied);
}

function isSecret(inner: Open | undefined): boolean {
  if (inner === undefined) return false;
  return (
    inner.secret ||
    isSecretField(inner.field) ||
    (inner.field === 'id' && !inner.isArray && holdsSecretId(inner.name))
  );
}

const isKey = (text: string, end: number): boolean => {
  let i = end;
  while (i < text.length && ' \t\r\n'.includes(text[i] ?? '')) i += 1;
  return text[i] === ':';
};

function decode(token: string): string {
  try {
    const value: unknown = JSON.parse(token);
    return typeof value === 'string' ? value : token;
  } catch {
    return token.replace(/^"|"$/g, '');
  }
}
