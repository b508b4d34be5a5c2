/** What came is no message of its protocol. The only error that the codecs of this folder throw. */
export class Malformed extends Error {
  override name = 'Malformed';
}
