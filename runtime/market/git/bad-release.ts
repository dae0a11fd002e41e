/** Why one tag is no release; the others go on. The message is a sentence that begins with "It" or names what is wrong. */
export class BadRelease extends Error {
  override readonly name = 'BadRelease';
}
