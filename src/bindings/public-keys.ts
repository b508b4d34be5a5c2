/** Public keys to import. Nobody has their private halves: they were thrown away when these were made. */
import { createHash } from 'node:crypto';

const keys: Readonly<Record<string, { readonly type: string; readonly key: string }>> = {
  'an RSA key': {
    type: 'ssh-rsa',
    key: [
      'AAAAB3NzaC1yc2EAAAADAQABAAABAQCozTr4wRsxoMJSkl8MOSXBWsRHEUP3JDUQUX44fB52FoxM2SjTq8fU',
      '+Yb0+gywxxsF3g+SsecDm4z7rxDEzEeLhVJPCFOVTkDxAOC/FQe2yrEMvITdlCiJMzm0gLws3WULj6eRJBd3',
      'w7AHABY5DbMX5p0PRx1rNgtl9DqUqdamoRVTia7ysubCoDohkBboQCZk1nYWM5SKUQzaBC00hv5dasAEWs0z',
      'nVv24KOPTc0x3oSpDZbMaa/SmOTi+vWMtCFf4V8ZbNinbYejVnq1Hd2h70ejApJi4+eyq/9aHf2VQDnsA9j6',
      'Yy0HjjNMRQymW9sXzsvoMkz7Sx8HzVKkhwcT',
    ].join(''),
  },
  'an ECDSA key': {
    type: 'ecdsa-sha2-nistp256',
    key: [
      'AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBKr4x5DVDq7Vkn1pHm1aG7FZX0RQGdsO',
      '0L5t9Z2e9TF/U72wzX2/beNNyPM4kkIXFcQw7fP9yv8XH47kdmbbpew=',
    ].join(''),
  },
  'an Ed25519 key': {
    type: 'ssh-ed25519',
    key: 'AAAAC3NzaC1lZDI1NTE5AAAAILF4fOxMMeA4rqdPZLiJz1HFaABswE+jWl5Np8Rs2xpC',
  },
};

/** The key that the words of a feature mean, as OpenSSH writes it; other text is sent as it is. */
export function publicKeyText(words: string): string {
  const meant = Object.hasOwn(keys, words) ? keys[words] : undefined;
  return meant === undefined ? words : `${meant.type} ${meant.key} conformance`;
}

/** What people compare keys by: MD5 of the key, two digits at a time (RFC 4716, section 4). */
export function fingerprint(publicKey: string): string {
  const key = Buffer.from(publicKey.split(' ')[1] ?? '', 'base64');
  const digits = createHash('md5').update(key).digest('hex');
  return (digits.match(/../g) ?? []).join(':');
}
