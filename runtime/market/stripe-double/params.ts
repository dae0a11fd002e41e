import { StripeDoubleError } from './stripe-error.js';

type Values = Readonly<Record<string, unknown>>;

/** Those of the parameters that are kept as they are which are no texts. */
const HASHES: ReadonlySet<string> = new Set([
  'address',
  'automatic_tax',
  'business_profile',
  'fees',
  'losses',
  'saved_payment_method_options',
  'shipping',
  'stripe_dashboard',
]);

/**
 * The form-encoded parameters of a request, read by name. What no reader has asked for is refused in the end, as Stripe
 * refuses what it does not know; the double knows less, and says so rather than ignore it.
 */
export class Params {
  private readonly read = new Set<string>();

  constructor(
    private readonly values: Values,
    private readonly path = '',
  ) {}

  /** Whether it is given, empty or not. */
  has(name: string): boolean {
    return this.values[name] !== undefined;
  }

  /** Undefined where it is absent; '' where it is to be unset. */
  text(name: string): string | undefined {
    this.read.add(name);
    const value = this.values[name];
    if (value === undefined || typeof value === 'string') return value;
    throw new StripeDoubleError(`Invalid string: ${JSON.stringify(value)}`, { param: this.name(name) });
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw this.missing(name);
    if (value !== '') return value;
    throw new StripeDoubleError(
      `You passed an empty string for '${this.name(name)}'. We assume empty values are an attempt to unset a parameter; however '${this.name(name)}' cannot be unset. You should remove '${this.name(name)}' from your request or supply a non-empty value.`,
      { code: 'parameter_invalid_empty', param: this.name(name) },
    );
  }

  integer(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined || value === '') return undefined;
    if (/^-?\d{1,15}$/.test(value)) return Number(value);
    throw new StripeDoubleError(`Invalid integer: ${value}`, {
      code: 'parameter_invalid_integer',
      param: this.name(name),
    });
  }

  requiredInteger(name: string): number {
    const value = this.integer(name);
    if (value === undefined) throw this.missing(name);
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name);
    if (value === undefined || value === '') return undefined;
    if (value === 'true' || value === 'false') return value === 'true';
    throw new StripeDoubleError(`Invalid boolean: ${value}`, { param: this.name(name) });
  }

  one<Option extends string>(name: string, options: readonly Option[]): Option | undefined {
    const value = this.text(name);
    const option = options.find((each) => each === value);
    if (value === undefined || option !== undefined) return option;
    throw new StripeDoubleError(`Invalid ${this.name(name)}: must be one of ${options.join(', ')}`, {
      param: this.name(name),
    });
  }

  /** A hash of parameters; undefined where there is none. */
  inside(name: string): Params | undefined {
    this.read.add(name);
    const value = this.values[name];
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return new Params(value as Values, this.name(name));
    }
    throw new StripeDoubleError('Invalid object', { param: this.name(name) });
  }

  /** A list of hashes. */
  each(name: string): readonly Params[] {
    return this.list(name).map((value, index) => {
      const path = `${this.name(name)}[${index}]`;
      if (typeof value === 'object' && value !== null) return new Params(value as Values, path);
      throw new StripeDoubleError('Invalid object', { param: path });
    });
  }

  texts(name: string): readonly string[] {
    return this.list(name).map(String);
  }

  /** What was there with what is said now: an empty value takes a key away, as Stripe has it. */
  metadata(before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
    this.read.add('metadata');
    const value = this.values.metadata;
    if (value === undefined) return before;
    if (value === '') return {};
    const merged = Object.entries({ ...before, ...(value as Record<string, string>) });
    return Object.fromEntries(merged.filter(([, each]) => each !== ''));
  }

  /** Of these names, what is given, as it is: for what the double keeps and does nothing with. */
  kept(...names: readonly string[]): Readonly<Record<string, unknown>> {
    for (const name of names) {
      if (HASHES.has(name)) this.inside(name);
      else this.text(name);
    }
    return Object.fromEntries(
      names.filter((name) => this.values[name] !== undefined).map((name) => [name, this.values[name] || null]),
    );
  }

  refuseRest(): void {
    const rest = Object.keys(this.values).find((name) => !this.read.has(name));
    if (rest === undefined) return;
    const param = this.name(rest);
    throw new StripeDoubleError(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param });
  }

  /** The whole name of one of its parameters, as errors tell it. */
  name(name: string): string {
    return this.path === '' ? name : `${this.path}[${name}]`;
  }

  private missing(name: string): StripeDoubleError {
    return new StripeDoubleError(`Missing required param: ${this.name(name)}.`, {
      code: 'parameter_missing',
      param: this.name(name),
    });
  }

  private list(name: string): readonly unknown[] {
    this.read.add(name);
    const value = this.values[name];
    if (value === undefined || value === '') return [];
    if (Array.isArray(value)) return value;
    // Beyond the parser's limit for lists, an index is a key.
    if (typeof value === 'object' && value !== null) return Object.values(value);
    throw new StripeDoubleError('Invalid array', { param: this.name(name) });
  }
}
