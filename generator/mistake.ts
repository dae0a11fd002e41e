/** What a person at the terminal did or has to mend. Its message is whole sentences; it is shown without a stack. */
export class Mistake extends Error {
  override readonly name = 'Mistake';
}
