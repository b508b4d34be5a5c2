/** Under which names secrets travel: of headers, of fields of JSON, of parameters of addresses. */

/** Headers whose whole value is secret, for example X-Auth-Token, Authorization, Set-Cookie. */
export const isSecretHeader = (name: string): boolean =>
  /token|secret|password|passphrase|authorization|cookie|api-key|auth-key|temp-url-key/i.test(name);

/**
 * Endings of field names, compared without case and punctuation: `adminPass`, `original_password`
 * and `OS-EXT-SRV-ATTR:user_data` are among them.
 */
const endings = [
  'password',
  'passwd',
  'adminpass',
  'passphrase',
  'passcode',
  'secret',
  'secretkey',
  'privatekey',
  'userdata',
  'accesstoken',
  'refreshtoken',
  'authtoken',
  'trusttoken',
  'apikey',
  'authkey',
];
const secretField = new RegExp(`(?:${endings.join('|')})$`);

/** Whether the value of a field of JSON is secret. An object there is looked into instead. */
export function isSecretField(name: string): boolean {
  // `blob` holds the secret of EC2 credentials (identity v3, /credentials) as JSON in a string.
  return name === 'blob' || secretField.test(name.replace(/[^A-Za-z0-9]/g, '').toLowerCase());
}

/** Objects whose `id` is a secret: `auth.identity.token.id` of identity v3. */
export const holdsSecretId = (name: string): boolean => name === 'token';

const secretFieldIn = /pass|secret|private|user.?data|token|api.?key|auth.?key|blob|\\u00/;

/** False for a text that has no secret field for sure, so that it need not be read as JSON. */
export const mayHaveSecretField = (text: string): boolean => secretFieldIn.test(text.toLowerCase());

const parameters =
  'signature|sig|x-(?:amz|goog)-[a-z-]+|awsaccesskeyid|temp_url_sig|token|access_token|auth_token|password|secret|passphrase|api_key';

/**
 * A secret parameter of an address, also of one that stands inside another (`path=%3Ftoken%3D…`, as
 * consoles have it) or in JSON with `\u0026` for `&`. Group 1 stays, the rest is the value.
 */
export const secretParameter = new RegExp(
  `((?:[?&#;]|%3F|%26|\\\\u0026|&amp;)(?:${parameters})(?:=|%3D))(?:(?!%26|\\\\u0026)[^&#;\\s"'<>\\\\])+`,
  'gi',
);
/** Credentials before the host of an address, also where JSON has `\/`; groups 1 and 2 stay. */
export const secretUserInfo = /(\b[a-z][a-z0-9+.-]*:(?:\\?\/){2})[^\s/?#"'<>\\]+(@)/gi;

/** Secrets that show by their form: keys in PEM, Fernet tokens, JSON Web Tokens. */
export const secretByForm =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----|[^"]*)|\bgAAAAA[\w-]{20,}(?:={0,2}|(?:%3D){0,2})|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g;
export const maySecretByForm = /PRIVATE KEY-----|gAAAAA|eyJ/;
