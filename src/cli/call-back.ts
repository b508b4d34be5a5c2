/** Where a target is told to call back, and whether it can. */
import type { OpenTarget } from './connect.ts';

const isOurs = (host: string): boolean => /^(?:127\.|\[?::1\]?$|localhost$)/.test(host);

/**
 * @param caller the address of what calls back; undefined where it is not known
 * @param tell gets the address
 * @returns warnings
 * @throws ConfigurationError when nobody can listen where the target is to call back
 */
export async function callBack(
  { sink }: Pick<OpenTarget, 'sink'>,
  caller: string | undefined,
  tell: (line: string) => void,
): Promise<readonly string[]> {
  const address = await sink.address();
  tell(`the target is told to call back at ${address}`);
  if (caller === undefined || !isOurs(new URL(address).hostname)) return [];
  if (isOurs(new URL(caller).hostname)) return [];
  return [
    `the target is told to call back at ${address}, which only this machine reaches; see callbacks.listen and callbacks.url`,
  ];
}
