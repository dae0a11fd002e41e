// Generated from spec/marketplace/types/. Change the files there and run `npx toolwright generate`.
import type { Shape } from 'toolwright/runtime';

/** Id of a billing address. */
export type AddressId = string;

export const addressIdShape = {
  type: 'string',
  description: 'Id of a billing address.',
  pattern: '^adr_\\w+$',
  maxLength: 44,
} as const satisfies Shape;

/** A line of an address. */
export type AddressText = string;

export const addressTextShape = {
  type: 'string',
  description: 'A line of an address.',
  pattern: '\\S',
  maxLength: 120,
  sensitivity: 'pii',
} as const satisfies Shape;

/** One credential pair of Composer's auth.json. */
export interface BasicAuth {
  /** The public key. */
  readonly username: string;
  /** The private key. */
  readonly password: string;
}

export const basicAuthShape = {
  type: 'object',
  description: "One credential pair of Composer's auth.json.",
  properties: {
    username: { type: 'string', description: 'The public key.', maxLength: 80 },
    password: { type: 'string', description: 'The private key.', maxLength: 80, sensitivity: 'secret' },
  },
  required: ['username', 'password'],
  additionalProperties: false,
} as const satisfies Shape;

/** The content of Composer's auth.json, ready to paste. */
export interface AuthJson {
  /** Credentials by host, its port included. */
  readonly 'http-basic': { readonly [key: string]: BasicAuth };
}

export const authJsonShape = {
  type: 'object',
  description: "The content of Composer's auth.json, ready to paste.",
  properties: {
    'http-basic': {
      type: 'object',
      description: 'Credentials by host, its port included.',
      additionalProperties: basicAuthShape,
    },
  },
  required: ['http-basic'],
  additionalProperties: false,
} as const satisfies Shape;

/** Code of ISO 3166-1. */
export type Country = string;

export const countryShape = {
  type: 'string',
  description: 'Code of ISO 3166-1.',
  pattern: '^[A-Z]{2}$',
  maxLength: 2,
} as const satisfies Shape;

/** Such as GB123456789. */
export type TaxId = string;

export const taxIdShape = {
  type: 'string',
  description: 'Such as GB123456789.',
  pattern: '^[A-Z0-9 ./-]+$',
  maxLength: 30,
  sensitivity: 'pii',
} as const satisfies Shape;

/** Who was billed, and where. */
export interface BilledTo {
  /** Who was billed. */
  readonly name: AddressText;
  /** Street and number. */
  readonly line1: AddressText;
  /** The rest of it. */
  readonly line2: AddressText | null;
  /** City. */
  readonly city: AddressText;
  /** State or province. */
  readonly region: AddressText | null;
  /** Postal code. */
  readonly postal_code: AddressText | null;
  /** Code of ISO 3166-1. */
  readonly country: Country;
  /** Tax number. */
  readonly tax_id: TaxId | null;
}

export const billedToShape = {
  type: 'object',
  description: 'Who was billed, and where.',
  properties: {
    name: { ...addressTextShape, description: 'Who was billed.' },
    line1: { ...addressTextShape, description: 'Street and number.' },
    line2: { ...addressTextShape, type: ['string', 'null'], description: 'The rest of it.' },
    city: { ...addressTextShape, description: 'City.' },
    region: { ...addressTextShape, type: ['string', 'null'], description: 'State or province.' },
    postal_code: { ...addressTextShape, type: ['string', 'null'], description: 'Postal code.' },
    country: countryShape,
    tax_id: { ...taxIdShape, type: ['string', 'null'], description: 'Tax number.' },
  },
  required: ['name', 'line1', 'line2', 'city', 'region', 'postal_code', 'country', 'tax_id'],
  additionalProperties: false,
} as const satisfies Shape;

/** Where an organization is billed. */
export interface BillingAddress {
  /** Id of a billing address. */
  readonly address_id: AddressId;
  /** Who is billed. */
  readonly name: AddressText;
  /** Street and number. */
  readonly line1: AddressText;
  /** The rest of it. */
  readonly line2: AddressText | null;
  /** City. */
  readonly city: AddressText;
  /** State or province. */
  readonly region: AddressText | null;
  /** Postal code. */
  readonly postal_code: AddressText | null;
  /** Code of ISO 3166-1. */
  readonly country: Country;
  /** Printed on invoices. */
  readonly tax_id: TaxId | null;
  /** Whether orders are billed to it. */
  readonly is_default: boolean;
}

export const billingAddressShape = {
  type: 'object',
  description: 'Where an organization is billed.',
  properties: {
    address_id: addressIdShape,
    name: { ...addressTextShape, description: 'Who is billed.', privilege: 'marketplace:billing:manage' },
    line1: { ...addressTextShape, description: 'Street and number.', privilege: 'marketplace:billing:manage' },
    line2: {
      ...addressTextShape,
      type: ['string', 'null'],
      description: 'The rest of it.',
      privilege: 'marketplace:billing:manage',
    },
    city: { ...addressTextShape, description: 'City.' },
    region: { ...addressTextShape, type: ['string', 'null'], description: 'State or province.' },
    postal_code: {
      ...addressTextShape,
      type: ['string', 'null'],
      description: 'Postal code.',
      privilege: 'marketplace:billing:manage',
    },
    country: countryShape,
    tax_id: {
      ...taxIdShape,
      type: ['string', 'null'],
      description: 'Printed on invoices.',
      privilege: 'marketplace:billing:manage',
    },
    is_default: { type: 'boolean', description: 'Whether orders are billed to it.' },
  },
  required: [
    'address_id',
    'name',
    'line1',
    'line2',
    'city',
    'region',
    'postal_code',
    'country',
    'tax_id',
    'is_default',
  ],
  additionalProperties: false,
} as const satisfies Shape;

/** How often a subscription renews. */
export type Cadence = 'monthly' | 'yearly';

export const cadenceShape = {
  type: 'string',
  description: 'How often a subscription renews.',
  enum: ['monthly', 'yearly'],
} as const satisfies Shape;

/** Composer name. */
export type PackageName = string;

export const packageNameShape = {
  type: 'string',
  description: 'Composer name.',
  pattern: '^[\\w.-]+/[\\w.-]+$',
  maxLength: 120,
} as const satisfies Shape;

/** An amount of money. */
export interface Money {
  /** In whole units, such as 118.80. */
  readonly amount: string;
  /** Code of ISO 4217. */
  readonly currency: string;
}

export const moneyShape = {
  type: 'object',
  description: 'An amount of money.',
  properties: {
    amount: {
      type: 'string',
      description: 'In whole units, such as 118.80.',
      pattern: '^-?[0-9]+\\.?[0-9]{0,3}$',
      maxLength: 20,
    },
    currency: { type: 'string', description: 'Code of ISO 4217.', pattern: '^[A-Z]{3}$', maxLength: 3 },
  },
  required: ['amount', 'currency'],
  additionalProperties: false,
} as const satisfies Shape;

/** So many licences of a package. */
export interface CartLine {
  /** Composer name. */
  readonly package: PackageName;
  /** What the package is called. */
  readonly title: string;
  /** Who sells it. */
  readonly vendor: string;
  /** How many licences. */
  readonly quantity: number;
  /** Null when bought once. */
  readonly cadence: Cadence | null;
  /** Price of one. */
  readonly unit: Money;
  /** Before discount and tax. */
  readonly total: Money;
  /** Its part of the discount. */
  readonly discount: Money;
  /** Tax on the rest. */
  readonly tax: Money;
  /** Why it cannot be bought right now. */
  readonly blocker: string | null;
}

export const cartLineShape = {
  type: 'object',
  description: 'So many licences of a package.',
  properties: {
    package: packageNameShape,
    title: { type: 'string', description: 'What the package is called.', maxLength: 120, trust: 'untrusted' },
    vendor: { type: 'string', description: 'Who sells it.', maxLength: 120, trust: 'untrusted' },
    quantity: { type: 'integer', description: 'How many licences.', minimum: 1 },
    cadence: {
      ...cadenceShape,
      type: ['string', 'null'],
      enum: ['monthly', 'yearly', null],
      description: 'Null when bought once.',
    },
    unit: { ...moneyShape, description: 'Price of one.' },
    total: { ...moneyShape, description: 'Before discount and tax.' },
    discount: { ...moneyShape, description: 'Its part of the discount.' },
    tax: { ...moneyShape, description: 'Tax on the rest.' },
    blocker: { type: ['string', 'null'], description: 'Why it cannot be bought right now.', maxLength: 500 },
  },
  required: ['package', 'title', 'vendor', 'quantity', 'cadence', 'unit', 'total', 'discount', 'tax', 'blocker'],
  additionalProperties: false,
} as const satisfies Shape;

/** A vendor's part of a cart. */
export interface CartVendor {
  /** The vendor. */
  readonly vendor: string;
  /** After discount, before tax. */
  readonly subtotal: Money;
  /** Tax. */
  readonly tax: Money;
}

export const cartVendorShape = {
  type: 'object',
  description: "A vendor's part of a cart.",
  properties: {
    vendor: { type: 'string', description: 'The vendor.', maxLength: 120, trust: 'untrusted' },
    subtotal: { ...moneyShape, description: 'After discount, before tax.' },
    tax: { ...moneyShape, description: 'Tax.' },
  },
  required: ['vendor', 'subtotal', 'tax'],
  additionalProperties: false,
} as const satisfies Shape;

/** Address of a page. */
export type Url = string;

export const urlShape = {
  type: 'string',
  description: 'Address of a page.',
  format: 'uri',
  maxLength: 2000,
} as const satisfies Shape;

/** What the organization is about to buy, at today's prices. */
export interface Cart {
  /** In the order in which they came. */
  readonly lines: readonly CartLine[];
  /** Who sells how much of it. */
  readonly vendors: readonly CartVendor[];
  /** Code of the coupon that counts. */
  readonly coupon: string | null;
  /** Whose tax it is; null without a billing address. */
  readonly tax_country: Country | null;
  /** Before discount and tax. */
  readonly subtotal: Money;
  /** What the coupon takes off. */
  readonly discount: Money;
  /** Tax. */
  readonly tax: Money;
  /** What will be charged. */
  readonly total: Money;
  /** Why it cannot be paid as it is. */
  readonly blocker: string | null;
  /** The page where a person pays. */
  readonly checkout_url: Url;
}

export const cartShape = {
  type: 'object',
  description: "What the organization is about to buy, at today's prices.",
  properties: {
    lines: { type: 'array', description: 'In the order in which they came.', items: cartLineShape },
    vendors: { type: 'array', description: 'Who sells how much of it.', items: cartVendorShape },
    coupon: { type: ['string', 'null'], description: 'Code of the coupon that counts.', maxLength: 40 },
    tax_country: {
      ...countryShape,
      type: ['string', 'null'],
      description: 'Whose tax it is; null without a billing address.',
    },
    subtotal: { ...moneyShape, description: 'Before discount and tax.' },
    discount: { ...moneyShape, description: 'What the coupon takes off.' },
    tax: { ...moneyShape, description: 'Tax.' },
    total: { ...moneyShape, description: 'What will be charged.' },
    blocker: { type: ['string', 'null'], description: 'Why it cannot be paid as it is.', maxLength: 500 },
    checkout_url: { ...urlShape, description: 'The page where a person pays.' },
  },
  required: [
    'lines',
    'vendors',
    'coupon',
    'tax_country',
    'subtotal',
    'discount',
    'tax',
    'total',
    'blocker',
    'checkout_url',
  ],
  additionalProperties: false,
} as const satisfies Shape;

/** So many licences of a package. */
export interface CartItem {
  /** Composer name. */
  readonly package: PackageName;
  /** Licences, 1 unless said. */
  readonly quantity?: number;
}

export const cartItemShape = {
  type: 'object',
  description: 'So many licences of a package.',
  properties: {
    package: packageNameShape,
    quantity: { type: 'integer', description: 'Licences, 1 unless said.', minimum: 1, maximum: 1000 },
  },
  required: ['package'],
  additionalProperties: false,
} as const satisfies Shape;

/** The config section of composer.json. */
export interface ComposerConfig {
  /** False lets Composer use plain http. */
  readonly 'secure-http': boolean;
}

export const composerConfigShape = {
  type: 'object',
  description: 'The config section of composer.json.',
  properties: { 'secure-http': { type: 'boolean', description: 'False lets Composer use plain http.' } },
  required: ['secure-http'],
  additionalProperties: false,
} as const satisfies Shape;

/** One entry of composer.json's repositories. */
export interface ComposerRepository {
  /** Kind of repository. */
  readonly type: 'composer';
  /** Its address. */
  readonly url: string;
}

export const composerRepositoryShape = {
  type: 'object',
  description: "One entry of composer.json's repositories.",
  properties: {
    type: { type: 'string', description: 'Kind of repository.', enum: ['composer'] },
    url: { type: 'string', description: 'Its address.', format: 'uri', maxLength: 500 },
  },
  required: ['type', 'url'],
  additionalProperties: false,
} as const satisfies Shape;

/** What to merge into the project's composer.json. */
export interface ComposerJson {
  /** Where Composer finds the licensed packages. */
  readonly repositories: readonly ComposerRepository[];
  /** Only where the repository is served without TLS. */
  readonly config?: ComposerConfig;
}

export const composerJsonShape = {
  type: 'object',
  description: "What to merge into the project's composer.json.",
  properties: {
    repositories: {
      type: 'array',
      description: 'Where Composer finds the licensed packages.',
      items: composerRepositoryShape,
    },
    config: { ...composerConfigShape, description: 'Only where the repository is served without TLS.' },
  },
  required: ['repositories'],
  additionalProperties: false,
} as const satisfies Shape;

/** Id of a vendor. */
export type VendorId = string;

export const vendorIdShape = {
  type: 'string',
  description: 'Id of a vendor.',
  pattern: '^ven_\\w+$',
  maxLength: 44,
} as const satisfies Shape;

/** Moment in UTC. */
export type Timestamp = string;

export const timestampShape = {
  type: 'string',
  description: 'Moment in UTC.',
  format: 'date-time',
  maxLength: 40,
} as const satisfies Shape;

/** Where a person goes on with the onboarding at Stripe. */
export interface ConnectOnboarding {
  /** Id of a vendor. */
  readonly vendor_id: VendorId;
  /** Page at Stripe, for a person of the organization. */
  readonly url: Url;
  /** Until when it opens. */
  readonly expires_at: Timestamp;
}

export const connectOnboardingShape = {
  type: 'object',
  description: 'Where a person goes on with the onboarding at Stripe.',
  properties: {
    vendor_id: vendorIdShape,
    url: { ...urlShape, description: 'Page at Stripe, for a person of the organization.', sensitivity: 'secret' },
    expires_at: { ...timestampShape, description: 'Until when it opens.' },
  },
  required: ['vendor_id', 'url', 'expires_at'],
  additionalProperties: false,
} as const satisfies Shape;

/** Stripe's name for a piece of information. */
export type ConnectRequirement = string;

export const connectRequirementShape = {
  type: 'string',
  description: "Stripe's name for a piece of information.",
  maxLength: 200,
} as const satisfies Shape;

/** How far a vendor's Stripe Connect onboarding is. */
export interface ConnectStatus {
  /** Id of a vendor. */
  readonly vendor_id: VendorId;
  /** Whether the vendor has an account at Stripe. */
  readonly started: boolean;
  /** Whether the onboarding was gone through. */
  readonly details_submitted: boolean;
  /** Whether it can take payments, which priced packages need. */
  readonly charges_enabled: boolean;
  /** Whether Stripe pays it out. */
  readonly payouts_enabled: boolean;
  /** What Stripe still asks for. */
  readonly requirements: readonly ConnectRequirement[];
}

export const connectStatusShape = {
  type: 'object',
  description: "How far a vendor's Stripe Connect onboarding is.",
  properties: {
    vendor_id: vendorIdShape,
    started: { type: 'boolean', description: 'Whether the vendor has an account at Stripe.' },
    details_submitted: { type: 'boolean', description: 'Whether the onboarding was gone through.' },
    charges_enabled: { type: 'boolean', description: 'Whether it can take payments, which priced packages need.' },
    payouts_enabled: { type: 'boolean', description: 'Whether Stripe pays it out.' },
    requirements: { type: 'array', description: 'What Stripe still asks for.', items: connectRequirementShape },
  },
  required: ['vendor_id', 'started', 'details_submitted', 'charges_enabled', 'payouts_enabled', 'requirements'],
  additionalProperties: false,
} as const satisfies Shape;

/** Id of the API key or application that calls. */
export type ConnectionId = string;

export const connectionIdShape = {
  type: 'string',
  description: 'Id of the API key or application that calls.',
  maxLength: 80,
} as const satisfies Shape;

/** The way in that this call came by, and what it allows. */
export interface Connection {
  /** Id of the API key or application that calls. */
  readonly connection_id: ConnectionId;
  /** What the caller signed in with. */
  readonly kind: 'api_key' | 'oauth' | 'session' | 'local';
  /** Granted scopes. */
  readonly scopes: readonly string[];
  /** Whether it may change anything. */
  readonly writes: boolean;
}

export const connectionShape = {
  type: 'object',
  description: 'The way in that this call came by, and what it allows.',
  properties: {
    connection_id: connectionIdShape,
    kind: {
      type: 'string',
      description: 'What the caller signed in with.',
      enum: ['api_key', 'oauth', 'session', 'local'],
    },
    scopes: { type: 'array', description: 'Granted scopes.', items: { type: 'string' } },
    writes: { type: 'boolean', description: 'Whether it may change anything.' },
  },
  required: ['connection_id', 'kind', 'scopes', 'writes'],
  additionalProperties: false,
} as const satisfies Shape;

/** Versions that will do. */
export type Constraint = string;

export const constraintShape = {
  type: 'string',
  description: 'Versions that will do.',
  maxLength: 200,
  trust: 'untrusted',
} as const satisfies Shape;

/** How much there is in the active organization, and how much waits for the caller. */
export interface Counts {
  /** Organizations the caller belongs to. */
  readonly orgs: number;
  /** Projects of the active organization. */
  readonly projects: number;
  /** Its licences in force. */
  readonly licences: number;
  /** Its orders. */
  readonly orders: number;
  /** Invites that wait for the caller's answer. */
  readonly pending_invites: number;
}

export const countsShape = {
  type: 'object',
  description: 'How much there is in the active organization, and how much waits for the caller.',
  properties: {
    orgs: { type: 'integer', description: 'Organizations the caller belongs to.', minimum: 0 },
    projects: { type: 'integer', description: 'Projects of the active organization.', minimum: 0 },
    licences: { type: 'integer', description: 'Its licences in force.', minimum: 0 },
    orders: { type: 'integer', description: 'Its orders.', minimum: 0 },
    pending_invites: { type: 'integer', description: "Invites that wait for the caller's answer.", minimum: 0 },
  },
  required: ['orgs', 'projects', 'licences', 'orders', 'pending_invites'],
  additionalProperties: false,
} as const satisfies Shape;

/** Code of a coupon. */
export type CouponCode = string;

export const couponCodeShape = {
  type: 'string',
  description: 'Code of a coupon.',
  pattern: '^[A-Za-z0-9_-]{1,40}$',
  maxLength: 40,
} as const satisfies Shape;

/** Code of ISO 4217. */
export type Currency = string;

export const currencyShape = {
  type: 'string',
  description: 'Code of ISO 4217.',
  pattern: '^[A-Z]{3}$',
  maxLength: 3,
} as const satisfies Shape;

/** Id of a person. */
export type CustomerId = string;

export const customerIdShape = {
  type: 'string',
  description: 'Id of a person.',
  pattern: '^cus_\\w+$',
  maxLength: 44,
} as const satisfies Shape;

/** E-mail address. */
export type Email = string;

export const emailShape = {
  type: 'string',
  description: 'E-mail address.',
  format: 'email',
  maxLength: 254,
  sensitivity: 'pii',
} as const satisfies Shape;

/** A person who signs in. */
export interface Customer {
  /** Id of a person. */
  readonly customer_id: CustomerId;
  /** As the person wrote it. */
  readonly name: string;
  /** E-mail address. */
  readonly email: Email;
  /** When the person signed up. */
  readonly created_at: Timestamp;
}

export const customerShape = {
  type: 'object',
  description: 'A person who signs in.',
  properties: {
    customer_id: customerIdShape,
    name: { type: 'string', description: 'As the person wrote it.', maxLength: 120 },
    email: emailShape,
    created_at: { ...timestampShape, description: 'When the person signed up.', detail: true },
  },
  required: ['customer_id', 'name', 'email', 'created_at'],
  additionalProperties: false,
} as const satisfies Shape;

/** Id of a package. */
export type PackageId = string;

export const packageIdShape = {
  type: 'string',
  description: 'Id of a package.',
  pattern: '^pkg_\\w+$',
  maxLength: 44,
} as const satisfies Shape;

/** What it is called. */
export type PackageTitle = string;

export const packageTitleShape = {
  type: 'string',
  description: 'What it is called.',
  maxLength: 120,
} as const satisfies Shape;

/** What its vendor says of it. */
export type PackageText = string;

export const packageTextShape = {
  type: 'string',
  description: 'What its vendor says of it.',
  maxLength: 5000,
  trust: 'untrusted',
} as const satisfies Shape;

/** Who sells it. */
export type Seller = string;

export const sellerShape = {
  type: 'string',
  description: 'Who sells it.',
  maxLength: 120,
  trust: 'untrusted',
} as const satisfies Shape;

/** A package that a search has found. */
export interface FoundPackage {
  /** Id of a package. */
  readonly package_id: PackageId;
  /** Composer name. */
  readonly composer_name: PackageName;
  /** What it is called. */
  readonly title: PackageTitle;
  /** What its vendor says of it. */
  readonly description: PackageText;
  /** Id of a vendor. */
  readonly vendor_id: VendorId;
  /** Who sells it. */
  readonly vendor: Seller;
  /** Null where it is free. */
  readonly price: Money | null;
  /** Null where it is bought once. */
  readonly cadence: Cadence | null;
  /** What was released last. */
  readonly latest_version: string | null;
  /** Whether the organization can buy it now; get_package says why not. */
  readonly is_purchasable: boolean;
  /** When it was added. */
  readonly created_at: Timestamp;
}

export const foundPackageShape = {
  type: 'object',
  description: 'A package that a search has found.',
  properties: {
    package_id: packageIdShape,
    composer_name: packageNameShape,
    title: packageTitleShape,
    description: packageTextShape,
    vendor_id: vendorIdShape,
    vendor: sellerShape,
    price: { ...moneyShape, type: ['object', 'null'], description: 'Null where it is free.' },
    cadence: {
      ...cadenceShape,
      type: ['string', 'null'],
      enum: ['monthly', 'yearly', null],
      description: 'Null where it is bought once.',
    },
    latest_version: { type: ['string', 'null'], description: 'What was released last.', maxLength: 60 },
    is_purchasable: {
      type: 'boolean',
      description: 'Whether the organization can buy it now; get_package says why not.',
    },
    created_at: { ...timestampShape, description: 'When it was added.', detail: true },
  },
  required: [
    'package_id',
    'composer_name',
    'title',
    'description',
    'vendor_id',
    'vendor',
    'price',
    'cadence',
    'latest_version',
    'is_purchasable',
    'created_at',
  ],
  additionalProperties: false,
} as const satisfies Shape;

/** Id of a Git integration. */
export type IntegrationId = string;

export const integrationIdShape = {
  type: 'string',
  description: 'Id of a Git integration.',
  pattern: '^git_\\w+$',
  maxLength: 44,
} as const satisfies Shape;

/** Where the repositories are. */
export type GitProvider = 'github' | 'gitlab';

export const gitProviderShape = {
  type: 'string',
  description: 'Where the repositories are.',
  enum: ['github', 'gitlab'],
} as const satisfies Shape;

/** pending waits for its person; expired, revoked and failed: start it again. */
export type IntegrationStatus = 'pending' | 'connected' | 'expired' | 'revoked' | 'failed';

export const integrationStatusShape = {
  type: 'string',
  description: 'pending waits for its person; expired, revoked and failed: start it again.',
  enum: ['pending', 'connected', 'expired', 'revoked', 'failed'],
} as const satisfies Shape;

/** A person's connection to a Git provider, whatever organization they work in. */
export interface GitIntegration {
  /** Id of a Git integration. */
  readonly integration_id: IntegrationId;
  /** Where the repositories are. */
  readonly provider: GitProvider;
  /** pending waits for its person; expired, revoked and failed: start it again. */
  readonly status: IntegrationStatus;
  /** Login at the provider. */
  readonly account: string | null;
  /** Why it is not connected. */
  readonly reason: string | null;
  /** When its person agreed. */
  readonly connected_at: Timestamp | null;
  /** When it last changed. */
  readonly updated_at: Timestamp;
}

export const gitIntegrationShape = {
  type: 'object',
  description: "A person's connection to a Git provider, whatever organization they work in.",
  properties: {
    integration_id: integrationIdShape,
    provider: gitProviderShape,
    status: integrationStatusShape,
    account: { type: ['string', 'null'], description: 'Login at the provider.', maxLength: 100 },
    reason: { type: ['string', 'null'], description: 'Why it is not connected.', maxLength: 200 },
    connected_at: { ...timestampShape, type: ['string', 'null'], description: 'When its person agreed.', detail: true },
    updated_at: { ...timestampShape, description: 'When it last changed.', detail: true },
  },
  required: ['integration_id', 'provider', 'status', 'account', 'reason', 'connected_at', 'updated_at'],
  additionalProperties: false,
} as const satisfies Shape;

/** Why a tag of a repository could not become a release. */
export interface IngestProblem {
  /** The tag. */
  readonly tag: string;
  /** What is wrong with it. */
  readonly problem: string;
}

export const ingestProblemShape = {
  type: 'object',
  description: 'Why a tag of a repository could not become a release.',
  properties: {
    tag: { type: 'string', description: 'The tag.', maxLength: 255, trust: 'untrusted' },
    problem: { type: 'string', description: 'What is wrong with it.', maxLength: 1000, trust: 'untrusted' },
  },
  required: ['tag', 'problem'],
  additionalProperties: false,
} as const satisfies Shape;

/** Id of an invite. */
export type InviteId = string;

export const inviteIdShape = {
  type: 'string',
  description: 'Id of an invite.',
  pattern: '^inv_\\w+$',
  maxLength: 44,
} as const satisfies Shape;

/** What has become of the invite. */
export type InviteStatus = 'pending' | 'accepted' | 'declined' | 'revoked';

export const inviteStatusShape = {
  type: 'string',
  description: 'What has become of the invite.',
  enum: ['pending', 'accepted', 'declined', 'revoked'],
} as const satisfies Shape;

/** Id of an invoice. */
export type InvoiceId = string;

export const invoiceIdShape = {
  type: 'string',
  description: 'Id of an invoice.',
  pattern: '^ivc_\\w+$',
  maxLength: 44,
} as const satisfies Shape;

/** Id of an order. */
export type OrderId = string;

export const orderIdShape = {
  type: 'string',
  description: 'Id of an order.',
  pattern: '^ord_\\w+$',
  maxLength: 44,
} as const satisfies Shape;

/** What has become of the order. */
export type OrderStatus = 'pending' | 'paid' | 'failed' | 'refunded';

export const orderStatusShape = {
  type: 'string',
  description: 'What has become of the order.',
  enum: ['pending', 'paid', 'failed', 'refunded'],
} as const satisfies Shape;

/** One position of an order, as it was on its day. */
export interface OrderLine {
  /** Composer name. */
  readonly package: PackageName;
  /** What the package was called. */
  readonly title: string;
  /** Null where it was bought once and for all. */
  readonly cadence: Cadence | null;
  /** How many licences. */
  readonly quantity: number;
  /** An amount of money. */
  readonly unit: Money;
  /** An amount of money. */
  readonly total: Money;
  /** An amount of money. */
  readonly discount: Money;
  /** An amount of money. */
  readonly tax: Money;
}

export const orderLineShape = {
  type: 'object',
  description: 'One position of an order, as it was on its day.',
  properties: {
    package: packageNameShape,
    title: { type: 'string', description: 'What the package was called.', maxLength: 120 },
    cadence: {
      ...cadenceShape,
      type: ['string', 'null'],
      enum: ['monthly', 'yearly', null],
      description: 'Null where it was bought once and for all.',
    },
    quantity: { type: 'integer', description: 'How many licences.', minimum: 1 },
    unit: moneyShape,
    total: moneyShape,
    discount: moneyShape,
    tax: moneyShape,
  },
  required: ['package', 'title', 'cadence', 'quantity', 'unit', 'total', 'discount', 'tax'],
  additionalProperties: false,
} as const satisfies Shape;

/** The invoice of an order. */
export interface Invoice {
  /** Id of an invoice. */
  readonly invoice_id: InvoiceId;
  /** As printed on it. */
  readonly number: string;
  /** Id of an order. */
  readonly order_id: OrderId;
  /** What has become of the order. */
  readonly status: OrderStatus;
  /** Its date. */
  readonly issued_at: Timestamp;
  /** When it was paid. */
  readonly paid_at: Timestamp | null;
  /** When the money went back. */
  readonly refunded_at: Timestamp | null;
  /** The address of that day; null where there was none. */
  readonly billed_to: BilledTo | null;
  /** Its positions. */
  readonly lines: readonly OrderLine[];
  /** Before discount and tax. */
  readonly subtotal: Money;
  /** Code of the coupon that was redeemed. */
  readonly coupon: string | null;
  /** What it took off. */
  readonly discount: Money;
  /** Whose tax it is. */
  readonly tax_country: Country | null;
  /** Tax. */
  readonly tax: Money;
  /** What was charged. */
  readonly total: Money;
  /** The invoice as a PDF, for whoever has this address; good for 15 minutes. */
  readonly pdf_url: Url;
  /** When that ends. */
  readonly pdf_expires_at: Timestamp;
}

export const invoiceShape = {
  type: 'object',
  description: 'The invoice of an order.',
  properties: {
    invoice_id: invoiceIdShape,
    number: { type: 'string', description: 'As printed on it.', maxLength: 40 },
    order_id: orderIdShape,
    status: orderStatusShape,
    issued_at: { ...timestampShape, description: 'Its date.' },
    paid_at: { ...timestampShape, type: ['string', 'null'], description: 'When it was paid.' },
    refunded_at: { ...timestampShape, type: ['string', 'null'], description: 'When the money went back.' },
    billed_to: {
      ...billedToShape,
      type: ['object', 'null'],
      description: 'The address of that day; null where there was none.',
    },
    lines: { type: 'array', description: 'Its positions.', items: orderLineShape },
    subtotal: { ...moneyShape, description: 'Before discount and tax.' },
    coupon: { type: ['string', 'null'], description: 'Code of the coupon that was redeemed.', maxLength: 40 },
    discount: { ...moneyShape, description: 'What it took off.' },
    tax_country: { ...countryShape, type: ['string', 'null'], description: 'Whose tax it is.' },
    tax: { ...moneyShape, description: 'Tax.' },
    total: { ...moneyShape, description: 'What was charged.' },
    pdf_url: {
      ...urlShape,
      description: 'The invoice as a PDF, for whoever has this address; good for 15 minutes.',
      sensitivity: 'secret',
    },
    pdf_expires_at: { ...timestampShape, description: 'When that ends.' },
  },
  required: [
    'invoice_id',
    'number',
    'order_id',
    'status',
    'issued_at',
    'paid_at',
    'refunded_at',
    'billed_to',
    'lines',
    'subtotal',
    'coupon',
    'discount',
    'tax_country',
    'tax',
    'total',
    'pdf_url',
    'pdf_expires_at',
  ],
  additionalProperties: false,
} as const satisfies Shape;

/** A word or two. */
export type Keyword = string;

export const keywordShape = {
  type: 'string',
  description: 'A word or two.',
  maxLength: 100,
  trust: 'untrusted',
} as const satisfies Shape;

/** Id of a licence. */
export type LicenseId = string;

export const licenseIdShape = {
  type: 'string',
  description: 'Id of a licence.',
  pattern: '^lic_\\w+$',
  maxLength: 44,
} as const satisfies Shape;

/** What has become of the licence. */
export type LicenseStatus = 'active' | 'past_due' | 'cancelled' | 'expired' | 'revoked';

export const licenseStatusShape = {
  type: 'string',
  description: 'What has become of the licence.',
  enum: ['active', 'past_due', 'cancelled', 'expired', 'revoked'],
} as const satisfies Shape;

/** Id of a project. */
export type ProjectId = string;

export const projectIdShape = {
  type: 'string',
  description: 'Id of a project.',
  pattern: '^prj_\\w+$',
  maxLength: 44,
} as const satisfies Shape;

/** Name of the project. */
export type ProjectName = string;

export const projectNameShape = {
  type: 'string',
  description: 'Name of the project.',
  pattern: '^\\S$|^\\S.*\\S$',
  maxLength: 120,
} as const satisfies Shape;

/** What entitles the organization to a package. */
export interface License {
  /** Id of a licence. */
  readonly license_id: LicenseId;
  /** Composer name. */
  readonly package: PackageName;
  /** What it is called. */
  readonly title: PackageTitle;
  /** What has become of the licence. */
  readonly status: LicenseStatus;
  /** The project that it is attached to. */
  readonly project_id: ProjectId | null;
  /** The project's name. */
  readonly project: ProjectName | null;
  /** Null where it was bought once. */
  readonly cadence: Cadence | null;
  /** Whether it will not be renewed. */
  readonly cancels: boolean;
  /** When it is renewed, or ends. */
  readonly expires_at: Timestamp | null;
  /** The order that it came with. */
  readonly order_id: OrderId | null;
  /** When it was attached. */
  readonly attached_at: Timestamp | null;
  /** When it was issued. */
  readonly created_at: Timestamp;
  /** Counts the changes. */
  readonly row_version: number;
}

export const licenseShape = {
  type: 'object',
  description: 'What entitles the organization to a package.',
  properties: {
    license_id: licenseIdShape,
    package: packageNameShape,
    title: packageTitleShape,
    status: licenseStatusShape,
    project_id: { ...projectIdShape, type: ['string', 'null'], description: 'The project that it is attached to.' },
    project: { ...projectNameShape, type: ['string', 'null'], description: "The project's name." },
    cadence: {
      ...cadenceShape,
      type: ['string', 'null'],
      enum: ['monthly', 'yearly', null],
      description: 'Null where it was bought once.',
    },
    cancels: { type: 'boolean', description: 'Whether it will not be renewed.' },
    expires_at: { ...timestampShape, type: ['string', 'null'], description: 'When it is renewed, or ends.' },
    order_id: { ...orderIdShape, type: ['string', 'null'], description: 'The order that it came with.' },
    attached_at: { ...timestampShape, type: ['string', 'null'], description: 'When it was attached.', detail: true },
    created_at: { ...timestampShape, description: 'When it was issued.', detail: true },
    row_version: { type: 'integer', description: 'Counts the changes.', detail: true },
  },
  required: [
    'license_id',
    'package',
    'title',
    'status',
    'project_id',
    'project',
    'cadence',
    'cancels',
    'expires_at',
    'order_id',
    'attached_at',
    'created_at',
    'row_version',
  ],
  additionalProperties: false,
} as const satisfies Shape;

/** Role in the organization. */
export type Role = 'owner' | 'admin' | 'developer' | 'billing' | 'viewer';

export const roleShape = {
  type: 'string',
  description: 'Role in the organization.',
  enum: ['owner', 'admin', 'developer', 'billing', 'viewer'],
} as const satisfies Shape;

/** A member of the active organization. */
export interface Member {
  /** Id of a person. */
  readonly customer_id: CustomerId;
  /** As the person wrote it. */
  readonly name: string;
  /** E-mail address. */
  readonly email: Email;
  /** The member's role. */
  readonly role: Role;
  /** When the person became a member. */
  readonly joined_at: Timestamp;
  /** Who invited the member; null for the founder. */
  readonly invited_by: CustomerId | null;
}

export const memberShape = {
  type: 'object',
  description: 'A member of the active organization.',
  properties: {
    customer_id: customerIdShape,
    name: { type: 'string', description: 'As the person wrote it.', maxLength: 120, trust: 'untrusted' },
    email: emailShape,
    role: { ...roleShape, description: "The member's role." },
    joined_at: { ...timestampShape, description: 'When the person became a member.' },
    invited_by: {
      ...customerIdShape,
      type: ['string', 'null'],
      description: 'Who invited the member; null for the founder.',
      detail: true,
    },
  },
  required: ['customer_id', 'name', 'email', 'role', 'joined_at', 'invited_by'],
  additionalProperties: false,
} as const satisfies Shape;

/** Id of an organization. */
export type OrganizationId = string;

export const organizationIdShape = {
  type: 'string',
  description: 'Id of an organization.',
  pattern: '^org_\\w+$',
  maxLength: 44,
} as const satisfies Shape;

/** Name of the organization. */
export type OrganizationName = string;

export const organizationNameShape = {
  type: 'string',
  description: 'Name of the organization.',
  pattern: '^\\S$|^\\S.*\\S$',
  maxLength: 80,
} as const satisfies Shape;

/** An organization the caller belongs to. */
export interface Membership {
  /** Id of an organization. */
  readonly org_id: OrganizationId;
  /** Name of the organization. */
  readonly name: OrganizationName;
  /** Came with sign-up; holds one person. */
  readonly personal: boolean;
  /** The caller's role in it. */
  readonly role: Role;
  /** Whether calls of this connection act in it now. */
  readonly active: boolean;
  /** Whether this connection may switch to it. */
  readonly available: boolean;
  /** When the caller became a member. */
  readonly joined_at: Timestamp;
  /** Where the organization can be reached. */
  readonly contact_email: Email | null;
  /** Whether it buys packages. */
  readonly buys: boolean;
}

export const membershipShape = {
  type: 'object',
  description: 'An organization the caller belongs to.',
  properties: {
    org_id: organizationIdShape,
    name: organizationNameShape,
    personal: { type: 'boolean', description: 'Came with sign-up; holds one person.' },
    role: { ...roleShape, description: "The caller's role in it." },
    active: { type: 'boolean', description: 'Whether calls of this connection act in it now.' },
    available: { type: 'boolean', description: 'Whether this connection may switch to it.' },
    joined_at: { ...timestampShape, description: 'When the caller became a member.' },
    contact_email: {
      ...emailShape,
      type: ['string', 'null'],
      description: 'Where the organization can be reached.',
      detail: true,
    },
    buys: { type: 'boolean', description: 'Whether it buys packages.', detail: true },
  },
  required: ['org_id', 'name', 'personal', 'role', 'active', 'available', 'joined_at', 'contact_email', 'buys'],
  additionalProperties: false,
} as const satisfies Shape;

/** A month in UTC, such as 2026-01. */
export type Month = string;

export const monthShape = {
  type: 'string',
  description: 'A month in UTC, such as 2026-01.',
  pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$',
  maxLength: 7,
} as const satisfies Shape;

/** Id of a webhook endpoint. */
export type WebhookEndpointId = string;

export const webhookEndpointIdShape = {
  type: 'string',
  description: 'Id of a webhook endpoint.',
  pattern: '^whe_\\w+$',
  maxLength: 44,
} as const satisfies Shape;

/** What happened. */
export type WebhookEventType =
  | 'order.paid'
  | 'order.refunded'
  | 'license.created'
  | 'license.revoked'
  | 'subscription.renewed'
  | 'subscription.payment_failed'
  | 'subscription.cancelled'
  | 'package.published'
  | 'package.updated';

export const webhookEventTypeShape = {
  type: 'string',
  description: 'What happened.',
  enum: [
    'order.paid',
    'order.refunded',
    'license.created',
    'license.revoked',
    'subscription.renewed',
    'subscription.payment_failed',
    'subscription.cancelled',
    'package.published',
    'package.updated',
  ],
} as const satisfies Shape;

/** A new endpoint and its secret. */
export interface NewWebhookEndpoint {
  /** Id of a webhook endpoint. */
  readonly endpoint_id: WebhookEndpointId;
  /** Id of a vendor. */
  readonly vendor_id: VendorId;
  /** Where events are sent. */
  readonly url: Url;
  /** What it is told of. */
  readonly events: readonly WebhookEventType[];
  /** Whether it is told. */
  readonly enabled: boolean;
  /** Verifies signatures, by Standard Webhooks; not shown again. */
  readonly secret: string;
}

export const newWebhookEndpointShape = {
  type: 'object',
  description: 'A new endpoint and its secret.',
  properties: {
    endpoint_id: webhookEndpointIdShape,
    vendor_id: vendorIdShape,
    url: { ...urlShape, description: 'Where events are sent.' },
    events: { type: 'array', description: 'What it is told of.', items: webhookEventTypeShape },
    enabled: { type: 'boolean', description: 'Whether it is told.' },
    secret: {
      type: 'string',
      description: 'Verifies signatures, by Standard Webhooks; not shown again.',
      maxLength: 80,
      sensitivity: 'secret',
    },
  },
  required: ['endpoint_id', 'vendor_id', 'url', 'events', 'enabled', 'secret'],
  additionalProperties: false,
} as const satisfies Shape;

/** Renewals are made by subscriptions. */
export type OrderKind = 'purchase' | 'renewal';

export const orderKindShape = {
  type: 'string',
  description: 'Renewals are made by subscriptions.',
  enum: ['purchase', 'renewal'],
} as const satisfies Shape;

/** What an organization has bought at one time. */
export interface Order {
  /** Id of an order. */
  readonly order_id: OrderId;
  /** As printed on the invoice. */
  readonly number: string;
  /** Renewals are made by subscriptions. */
  readonly kind: OrderKind;
  /** What has become of the order. */
  readonly status: OrderStatus;
  /** When it was placed. */
  readonly placed_at: Timestamp;
  /** Id of an invoice. */
  readonly invoice_id: InvoiceId;
  /** Of all its amounts. */
  readonly currency_code: Currency;
  /** Its positions, in the order in which they were put in. */
  readonly lines: readonly OrderLine[];
  /** An amount of money. */
  readonly subtotal: Money;
  /** Code of the coupon that was redeemed. */
  readonly coupon: string | null;
  /** An amount of money. */
  readonly discount: Money;
  /** An amount of money. */
  readonly tax: Money;
  /** An amount of money. */
  readonly total: Money;
  /** Why it could not be paid. */
  readonly failure: string | null;
}

export const orderShape = {
  type: 'object',
  description: 'What an organization has bought at one time.',
  properties: {
    order_id: orderIdShape,
    number: { type: 'string', description: 'As printed on the invoice.', maxLength: 40 },
    kind: orderKindShape,
    status: orderStatusShape,
    placed_at: { ...timestampShape, description: 'When it was placed.' },
    invoice_id: invoiceIdShape,
    currency_code: { ...currencyShape, description: 'Of all its amounts.' },
    lines: {
      type: 'array',
      description: 'Its positions, in the order in which they were put in.',
      items: orderLineShape,
    },
    subtotal: moneyShape,
    coupon: { type: ['string', 'null'], description: 'Code of the coupon that was redeemed.', maxLength: 40 },
    discount: moneyShape,
    tax: moneyShape,
    total: moneyShape,
    failure: { type: ['string', 'null'], description: 'Why it could not be paid.', maxLength: 200 },
  },
  required: [
    'order_id',
    'number',
    'kind',
    'status',
    'placed_at',
    'invoice_id',
    'currency_code',
    'lines',
    'subtotal',
    'coupon',
    'discount',
    'tax',
    'total',
    'failure',
  ],
  additionalProperties: false,
} as const satisfies Shape;

/** An organization that buys or sells packages. */
export interface Organization {
  /** Id of an organization. */
  readonly org_id: OrganizationId;
  /** Name of the organization. */
  readonly name: OrganizationName;
  /** Came with sign-up; holds one person. */
  readonly personal: boolean;
  /** Whether it buys packages. */
  readonly buys: boolean;
  /** Where the organization can be reached. */
  readonly contact_email: Email | null;
  /** When it was made. */
  readonly created_at: Timestamp;
  /** Counts the changes. */
  readonly row_version: number;
}

export const organizationShape = {
  type: 'object',
  description: 'An organization that buys or sells packages.',
  properties: {
    org_id: organizationIdShape,
    name: organizationNameShape,
    personal: { type: 'boolean', description: 'Came with sign-up; holds one person.' },
    buys: { type: 'boolean', description: 'Whether it buys packages.' },
    contact_email: { ...emailShape, type: ['string', 'null'], description: 'Where the organization can be reached.' },
    created_at: { ...timestampShape, description: 'When it was made.', detail: true },
    row_version: { type: 'integer', description: 'Counts the changes.', detail: true },
  },
  required: ['org_id', 'name', 'personal', 'buys', 'contact_email', 'created_at', 'row_version'],
  additionalProperties: false,
} as const satisfies Shape;

/** Whether its vendor sells it. */
export type PackageStatus = 'enabled' | 'disabled';

export const packageStatusShape = {
  type: 'string',
  description: 'Whether its vendor sells it.',
  enum: ['enabled', 'disabled'],
} as const satisfies Shape;

/** Why an organization cannot buy a package right now. */
export interface PurchaseBlocker {
  /** In a word. */
  readonly code: 'not_offered' | 'vendor_pending' | 'vendor_rejected' | 'disabled' | 'no_release' | 'vendor_not_payable' | 'own_package';
  /** In a sentence, for people. */
  readonly reason: string;
}

export const purchaseBlockerShape = {
  type: 'object',
  description: 'Why an organization cannot buy a package right now.',
  properties: {
    code: {
      type: 'string',
      description: 'In a word.',
      enum: [
        'not_offered',
        'vendor_pending',
        'vendor_rejected',
        'disabled',
        'no_release',
        'vendor_not_payable',
        'own_package',
      ],
    },
    reason: { type: 'string', description: 'In a sentence, for people.', maxLength: 300 },
  },
  required: ['code', 'reason'],
  additionalProperties: false,
} as const satisfies Shape;

/** A release of a package. */
export interface PackageVersion {
  /** Its number. */
  readonly version: string;
  /** When it was released. */
  readonly released_at: Timestamp;
  /** What Composer installs with it, by package name. */
  readonly require: { readonly [key: string]: Constraint };
}

export const packageVersionShape = {
  type: 'object',
  description: 'A release of a package.',
  properties: {
    version: { type: 'string', description: 'Its number.', maxLength: 60 },
    released_at: { ...timestampShape, description: 'When it was released.' },
    require: {
      type: 'object',
      description: 'What Composer installs with it, by package name.',
      additionalProperties: constraintShape,
    },
  },
  required: ['version', 'released_at', 'require'],
  additionalProperties: false,
} as const satisfies Shape;

/** A package as the catalogue has it. */
export interface Package {
  /** Id of a package. */
  readonly package_id: PackageId;
  /** Composer name. */
  readonly composer_name: PackageName;
  /** What it is called. */
  readonly title: PackageTitle;
  /** What its vendor says of it. */
  readonly description: PackageText;
  /** What it is about. */
  readonly keywords: readonly Keyword[];
  /** Composer's type of package. */
  readonly type: string;
  /** Id of a vendor. */
  readonly vendor_id: VendorId;
  /** Who sells it. */
  readonly vendor: Seller;
  /** Whether its vendor sells it. */
  readonly status: PackageStatus;
  /** Null where it is free. */
  readonly price: Money | null;
  /** Null where it is bought once. */
  readonly cadence: Cadence | null;
  /** Whether the organization can buy it now. */
  readonly is_purchasable: boolean;
  /** Why it cannot be bought now. */
  readonly purchase_blocker: PurchaseBlocker | null;
  /** Whether the organization holds a licence that lets it install. */
  readonly is_licensed: boolean;
  /** What has been released, the newest first. */
  readonly versions: readonly PackageVersion[];
  /** When it was added. */
  readonly created_at: Timestamp;
  /** When it last changed. */
  readonly updated_at: Timestamp;
}

export const packageShape = {
  type: 'object',
  description: 'A package as the catalogue has it.',
  properties: {
    package_id: packageIdShape,
    composer_name: packageNameShape,
    title: packageTitleShape,
    description: packageTextShape,
    keywords: { type: 'array', description: 'What it is about.', items: keywordShape },
    type: { type: 'string', description: "Composer's type of package.", maxLength: 100, trust: 'untrusted' },
    vendor_id: vendorIdShape,
    vendor: sellerShape,
    status: packageStatusShape,
    price: { ...moneyShape, type: ['object', 'null'], description: 'Null where it is free.' },
    cadence: {
      ...cadenceShape,
      type: ['string', 'null'],
      enum: ['monthly', 'yearly', null],
      description: 'Null where it is bought once.',
    },
    is_purchasable: { type: 'boolean', description: 'Whether the organization can buy it now.' },
    purchase_blocker: {
      ...purchaseBlockerShape,
      type: ['object', 'null'],
      description: 'Why it cannot be bought now.',
    },
    is_licensed: { type: 'boolean', description: 'Whether the organization holds a licence that lets it install.' },
    versions: { type: 'array', description: 'What has been released, the newest first.', items: packageVersionShape },
    created_at: { ...timestampShape, description: 'When it was added.', detail: true },
    updated_at: { ...timestampShape, description: 'When it last changed.', detail: true },
  },
  required: [
    'package_id',
    'composer_name',
    'title',
    'description',
    'keywords',
    'type',
    'vendor_id',
    'vendor',
    'status',
    'price',
    'cadence',
    'is_purchasable',
    'purchase_blocker',
    'is_licensed',
    'versions',
    'created_at',
    'updated_at',
  ],
  additionalProperties: false,
} as const satisfies Shape;

/** Stripe's id of a saved payment method. */
export type PaymentMethodId = string;

export const paymentMethodIdShape = {
  type: 'string',
  description: "Stripe's id of a saved payment method.",
  pattern: '^pm_\\w+$',
  maxLength: 103,
} as const satisfies Shape;

/** A card that is saved with Stripe. */
export interface PaymentMethod {
  /** Stripe's id of a saved payment method. */
  readonly payment_method_id: PaymentMethodId;
  /** Such as visa. */
  readonly brand: string;
  /** The number's last four digits. */
  readonly last4: string;
  /** The last month in which it is good. */
  readonly expires: Month;
  /** Whether that is over. */
  readonly expired: boolean;
  /** Whether it is charged unless another is named. */
  readonly is_default: boolean;
}

export const paymentMethodShape = {
  type: 'object',
  description: 'A card that is saved with Stripe.',
  properties: {
    payment_method_id: paymentMethodIdShape,
    brand: { type: 'string', description: 'Such as visa.', maxLength: 40 },
    last4: {
      type: 'string',
      description: "The number's last four digits.",
      maxLength: 4,
      privilege: 'marketplace:billing:manage',
    },
    expires: {
      ...monthShape,
      description: 'The last month in which it is good.',
      privilege: 'marketplace:billing:manage',
    },
    expired: { type: 'boolean', description: 'Whether that is over.' },
    is_default: { type: 'boolean', description: 'Whether it is charged unless another is named.' },
  },
  required: ['payment_method_id', 'brand', 'last4', 'expires', 'expired', 'is_default'],
  additionalProperties: false,
} as const satisfies Shape;

/** An order as it has been placed, or as it would be. */
export interface PlacedOrder {
  /** Null in a dry run. */
  readonly order_id: OrderId | null;
  /** Null in a dry run. */
  readonly invoice_id: InvoiceId | null;
  /** Pending until Stripe confirms; list_licenses then shows the licences. */
  readonly status: OrderStatus;
  /** What is charged; null where nothing is. */
  readonly payment_method_id: PaymentMethodId | null;
  /** Its positions. */
  readonly lines: readonly OrderLine[];
  /** An amount of money. */
  readonly subtotal: Money;
  /** Code of the coupon that is redeemed. */
  readonly coupon: string | null;
  /** An amount of money. */
  readonly discount: Money;
  /** An amount of money. */
  readonly tax: Money;
  /** An amount of money. */
  readonly total: Money;
}

export const placedOrderShape = {
  type: 'object',
  description: 'An order as it has been placed, or as it would be.',
  properties: {
    order_id: { ...orderIdShape, type: ['string', 'null'], description: 'Null in a dry run.' },
    invoice_id: { ...invoiceIdShape, type: ['string', 'null'], description: 'Null in a dry run.' },
    status: {
      ...orderStatusShape,
      description: 'Pending until Stripe confirms; list_licenses then shows the licences.',
    },
    payment_method_id: {
      ...paymentMethodIdShape,
      type: ['string', 'null'],
      description: 'What is charged; null where nothing is.',
    },
    lines: { type: 'array', description: 'Its positions.', items: orderLineShape },
    subtotal: moneyShape,
    coupon: { type: ['string', 'null'], description: 'Code of the coupon that is redeemed.', maxLength: 40 },
    discount: moneyShape,
    tax: moneyShape,
    total: moneyShape,
  },
  required: [
    'order_id',
    'invoice_id',
    'status',
    'payment_method_id',
    'lines',
    'subtotal',
    'coupon',
    'discount',
    'tax',
    'total',
  ],
  additionalProperties: false,
} as const satisfies Shape;

/** What the vendor says of itself. */
export type Profile = string;

export const profileShape = {
  type: 'string',
  description: 'What the vendor says of itself.',
  maxLength: 2000,
  trust: 'untrusted',
} as const satisfies Shape;

/** A buyer's project and the Composer credentials that install its licensed packages. */
export interface Project {
  /** Id of a project. */
  readonly project_id: ProjectId;
  /** Shown in lists. */
  readonly name: ProjectName;
  /** User name for Composer; null until the first pair is minted. */
  readonly public_key: string | null;
  /** Password for Composer. */
  readonly private_key: string | null;
  /** Free text of the members. */
  readonly note: string | null;
  /** Licences attached to it. */
  readonly licences: number;
  /** When it was made. */
  readonly created_at: Timestamp;
  /** When it last changed. */
  readonly updated_at: Timestamp;
  /** Counts the changes. */
  readonly row_version: number;
}

export const projectShape = {
  type: 'object',
  description: "A buyer's project and the Composer credentials that install its licensed packages.",
  properties: {
    project_id: projectIdShape,
    name: { ...projectNameShape, description: 'Shown in lists.' },
    public_key: {
      type: ['string', 'null'],
      description: 'User name for Composer; null until the first pair is minted.',
      maxLength: 80,
    },
    private_key: {
      type: ['string', 'null'],
      description: 'Password for Composer.',
      maxLength: 80,
      sensitivity: 'secret',
      privilege: 'marketplace:project:read_credentials',
    },
    note: { type: ['string', 'null'], description: 'Free text of the members.', maxLength: 500, trust: 'untrusted' },
    licences: { type: 'integer', description: 'Licences attached to it.', minimum: 0 },
    created_at: { ...timestampShape, description: 'When it was made.' },
    updated_at: { ...timestampShape, description: 'When it last changed.', detail: true },
    row_version: { type: 'integer', description: 'Counts the changes.', detail: true },
  },
  required: [
    'project_id',
    'name',
    'public_key',
    'private_key',
    'note',
    'licences',
    'created_at',
    'updated_at',
    'row_version',
  ],
  additionalProperties: false,
} as const satisfies Shape;

/** What Composer needs to install in a project. */
export interface ProjectInstall {
  /** Id of a project. */
  readonly project_id: ProjectId;
  /** Null while the project has no credentials: rotate_credentials mints them. */
  readonly auth_json: AuthJson | null;
  /** What to merge into the project's composer.json. */
  readonly composer_json: ComposerJson;
}

export const projectInstallShape = {
  type: 'object',
  description: 'What Composer needs to install in a project.',
  properties: {
    project_id: projectIdShape,
    auth_json: {
      ...authJsonShape,
      type: ['object', 'null'],
      description: 'Null while the project has no credentials: rotate_credentials mints them.',
    },
    composer_json: composerJsonShape,
  },
  required: ['project_id', 'auth_json', 'composer_json'],
  additionalProperties: false,
} as const satisfies Shape;

/** A new project with everything that Composer needs to install from it. */
export interface ProjectSetup {
  /** Id of a project. */
  readonly project_id: ProjectId;
  /** Shown in lists. */
  readonly name: ProjectName;
  /** User name for Composer. */
  readonly public_key: string;
  /** Password for Composer. */
  readonly private_key: string;
  /** The content of Composer's auth.json, ready to paste. */
  readonly auth_json: AuthJson;
  /** What to merge into the project's composer.json. */
  readonly composer_json: ComposerJson;
}

export const projectSetupShape = {
  type: 'object',
  description: 'A new project with everything that Composer needs to install from it.',
  properties: {
    project_id: projectIdShape,
    name: { ...projectNameShape, description: 'Shown in lists.' },
    public_key: { type: 'string', description: 'User name for Composer.', maxLength: 80 },
    private_key: { type: 'string', description: 'Password for Composer.', maxLength: 80, sensitivity: 'secret' },
    auth_json: authJsonShape,
    composer_json: composerJsonShape,
  },
  required: ['project_id', 'name', 'public_key', 'private_key', 'auth_json', 'composer_json'],
  additionalProperties: false,
} as const satisfies Shape;

/** A package and what its repository gave. */
export interface PublishedPackage {
  /** Id of a package. */
  readonly package_id: PackageId;
  /** Composer name. */
  readonly composer_name: PackageName;
  /** Whether its vendor sells it. */
  readonly status: PackageStatus;
  /** Whether it can be enabled; until then, set_package_pricing. */
  readonly price_decided: boolean;
  /** Its releases, the newest first. */
  readonly versions: readonly string[];
  /** Tags that could not become releases. */
  readonly problems: readonly IngestProblem[];
}

export const publishedPackageShape = {
  type: 'object',
  description: 'A package and what its repository gave.',
  properties: {
    package_id: packageIdShape,
    composer_name: packageNameShape,
    status: packageStatusShape,
    price_decided: { type: 'boolean', description: 'Whether it can be enabled; until then, set_package_pricing.' },
    versions: { type: 'array', description: 'Its releases, the newest first.', items: { type: 'string' } },
    problems: { type: 'array', description: 'Tags that could not become releases.', items: ingestProblemShape },
  },
  required: ['package_id', 'composer_name', 'status', 'price_decided', 'versions', 'problems'],
  additionalProperties: false,
} as const satisfies Shape;

/** What is bought, and for which project. */
export interface PurchaseItem {
  /** Composer name. */
  readonly package: PackageName;
  /** Licences, 1 unless said. */
  readonly quantity?: number;
  /** The project that the licences are attached to. */
  readonly project_id?: ProjectId;
}

export const purchaseItemShape = {
  type: 'object',
  description: 'What is bought, and for which project.',
  properties: {
    package: packageNameShape,
    quantity: { type: 'integer', description: 'Licences, 1 unless said.', minimum: 1, maximum: 20 },
    project_id: { ...projectIdShape, description: 'The project that the licences are attached to.' },
  },
  required: ['package'],
  additionalProperties: false,
} as const satisfies Shape;

/** A package that was bought. */
export interface PurchasedPackage {
  /** Composer name. */
  readonly package: PackageName;
  /** How many licences. */
  readonly quantity: number;
  /** The licences; empty until Stripe confirms, and in a dry run. */
  readonly license_ids: readonly LicenseId[];
  /** The project that they are attached to. */
  readonly project_id: ProjectId | null;
}

export const purchasedPackageShape = {
  type: 'object',
  description: 'A package that was bought.',
  properties: {
    package: packageNameShape,
    quantity: { type: 'integer', description: 'How many licences.', minimum: 1 },
    license_ids: {
      type: 'array',
      description: 'The licences; empty until Stripe confirms, and in a dry run.',
      items: licenseIdShape,
    },
    project_id: { ...projectIdShape, type: ['string', 'null'], description: 'The project that they are attached to.' },
  },
  required: ['package', 'quantity', 'license_ids', 'project_id'],
  additionalProperties: false,
} as const satisfies Shape;

/** An invite to an organization, addressed to the caller's e-mail address. */
export interface ReceivedInvite {
  /** Id of an invite. */
  readonly invite_id: InviteId;
  /** Id of an organization. */
  readonly org_id: OrganizationId;
  /** Name of the inviting organization. */
  readonly org_name: string;
  /** Role that the invite offers. */
  readonly role: Role;
  /** Name of the person who invites. */
  readonly invited_by: string;
  /** What that person wrote along. */
  readonly note: string | null;
  /** Last moment to accept. */
  readonly expires_at: Timestamp;
  /** True: ask for a new one. */
  readonly expired: boolean;
}

export const receivedInviteShape = {
  type: 'object',
  description: "An invite to an organization, addressed to the caller's e-mail address.",
  properties: {
    invite_id: inviteIdShape,
    org_id: organizationIdShape,
    org_name: { type: 'string', description: 'Name of the inviting organization.', maxLength: 80, trust: 'untrusted' },
    role: { ...roleShape, description: 'Role that the invite offers.' },
    invited_by: { type: 'string', description: 'Name of the person who invites.', maxLength: 120, trust: 'untrusted' },
    note: {
      type: ['string', 'null'],
      description: 'What that person wrote along.',
      maxLength: 500,
      trust: 'untrusted',
    },
    expires_at: { ...timestampShape, description: 'Last moment to accept.' },
    expired: { type: 'boolean', description: 'True: ask for a new one.' },
  },
  required: ['invite_id', 'org_id', 'org_name', 'role', 'invited_by', 'note', 'expires_at', 'expired'],
  additionalProperties: false,
} as const satisfies Shape;

/** Which roles may call a tool, or one action of it. */
export interface RoleAccess {
  /** Name of the tool. */
  readonly tool: string;
  /** Null where the tool has no actions. */
  readonly action: string | null;
  /** What the tool is called. */
  readonly title: string;
  /** Whether it changes anything. */
  readonly writes: boolean;
  /** What it asks for, all of it. */
  readonly privileges: readonly string[];
  /** Who holds that. */
  readonly roles: readonly string[];
}

export const roleAccessShape = {
  type: 'object',
  description: 'Which roles may call a tool, or one action of it.',
  properties: {
    tool: { type: 'string', description: 'Name of the tool.', maxLength: 64 },
    action: { type: ['string', 'null'], description: 'Null where the tool has no actions.', maxLength: 64 },
    title: { type: 'string', description: 'What the tool is called.', maxLength: 200 },
    writes: { type: 'boolean', description: 'Whether it changes anything.' },
    privileges: { type: 'array', description: 'What it asks for, all of it.', items: { type: 'string' } },
    roles: { type: 'array', description: 'Who holds that.', items: { type: 'string' } },
  },
  required: ['tool', 'action', 'title', 'writes', 'privileges', 'roles'],
  additionalProperties: false,
} as const satisfies Shape;

/** An endpoint's new signing secret. */
export interface RotatedWebhookToken {
  /** Id of a webhook endpoint. */
  readonly endpoint_id: WebhookEndpointId;
  /** The new one; not shown again. */
  readonly secret: string;
  /** Until then the secret before signs along. */
  readonly previous_valid_until: Timestamp;
}

export const rotatedWebhookTokenShape = {
  type: 'object',
  description: "An endpoint's new signing secret.",
  properties: {
    endpoint_id: webhookEndpointIdShape,
    secret: { type: 'string', description: 'The new one; not shown again.', maxLength: 80, sensitivity: 'secret' },
    previous_valid_until: { ...timestampShape, description: 'Until then the secret before signs along.' },
  },
  required: ['endpoint_id', 'secret', 'previous_valid_until'],
  additionalProperties: false,
} as const satisfies Shape;

/** An invite that the active organization has sent. */
export interface SentInvite {
  /** Id of an invite. */
  readonly invite_id: InviteId;
  /** Whom it is addressed to. */
  readonly email: Email;
  /** Role that the invite offers. */
  readonly role: Role;
  /** What has become of the invite. */
  readonly status: InviteStatus;
  /** Last moment to accept. */
  readonly expires_at: Timestamp;
  /** True: invite again to renew it. */
  readonly expired: boolean;
  /** What was written along. */
  readonly note: string | null;
  /** When it was first sent. */
  readonly created_at: Timestamp;
}

export const sentInviteShape = {
  type: 'object',
  description: 'An invite that the active organization has sent.',
  properties: {
    invite_id: inviteIdShape,
    email: { ...emailShape, description: 'Whom it is addressed to.' },
    role: { ...roleShape, description: 'Role that the invite offers.' },
    status: inviteStatusShape,
    expires_at: { ...timestampShape, description: 'Last moment to accept.' },
    expired: { type: 'boolean', description: 'True: invite again to renew it.' },
    note: { type: ['string', 'null'], description: 'What was written along.', maxLength: 500, trust: 'untrusted' },
    created_at: { ...timestampShape, description: 'When it was first sent.', detail: true },
  },
  required: ['invite_id', 'email', 'role', 'status', 'expires_at', 'expired', 'note', 'created_at'],
  additionalProperties: false,
} as const satisfies Shape;

/** A part of what makes a vendor. */
export interface SetupStep {
  /** Which. */
  readonly step: 'application' | 'stripe_connect' | 'git_integration';
  /** pending: it waits for staff. */
  readonly status: 'done' | 'pending' | 'needs_person' | 'failed';
  /** Where a person goes on. */
  readonly url: Url | null;
  /** Why it failed. */
  readonly error: string | null;
}

export const setupStepShape = {
  type: 'object',
  description: 'A part of what makes a vendor.',
  properties: {
    step: { type: 'string', description: 'Which.', enum: ['application', 'stripe_connect', 'git_integration'] },
    status: {
      type: 'string',
      description: 'pending: it waits for staff.',
      enum: ['done', 'pending', 'needs_person', 'failed'],
    },
    url: { ...urlShape, type: ['string', 'null'], description: 'Where a person goes on.', sensitivity: 'secret' },
    error: { type: ['string', 'null'], description: 'Why it failed.', maxLength: 500 },
  },
  required: ['step', 'status', 'url', 'error'],
  additionalProperties: false,
} as const satisfies Shape;

/** A package in an order. */
export interface SoldLine {
  /** Composer name. */
  readonly composer_name: PackageName;
  /** How many licences. */
  readonly quantity: number;
}

export const soldLineShape = {
  type: 'object',
  description: 'A package in an order.',
  properties: {
    composer_name: packageNameShape,
    quantity: { type: 'integer', description: 'How many licences.', minimum: 1 },
  },
  required: ['composer_name', 'quantity'],
  additionalProperties: false,
} as const satisfies Shape;

/** Proof of a step that has been done. */
export interface StepReceipt {
  /** The step's tool. */
  readonly tool: string;
  /** Its row in the audit. */
  readonly audit_id: string;
}

export const stepReceiptShape = {
  type: 'object',
  description: 'Proof of a step that has been done.',
  properties: {
    tool: { type: 'string', description: "The step's tool.", maxLength: 64 },
    audit_id: { type: 'string', description: 'Its row in the audit.', maxLength: 64 },
  },
  required: ['tool', 'audit_id'],
  additionalProperties: false,
} as const satisfies Shape;

/** Name of the vendor. */
export type VendorName = string;

export const vendorNameShape = {
  type: 'string',
  description: 'Name of the vendor.',
  pattern: "^[\\p{L}\\p{N}][\\p{L}\\p{N} &+.,'()-]*$",
  maxLength: 60,
} as const satisfies Shape;

/** What staff have decided. */
export type VendorStatus = 'pending' | 'approved' | 'rejected';

export const vendorStatusShape = {
  type: 'string',
  description: 'What staff have decided.',
  enum: ['pending', 'approved', 'rejected'],
} as const satisfies Shape;

/** Address of its site. */
export type Website = string;

export const websiteShape = {
  type: 'string',
  description: 'Address of its site.',
  pattern: '^https?://\\S+$',
  maxLength: 500,
} as const satisfies Shape;

/** A vendor of the organization. */
export interface Vendor {
  /** Id of a vendor. */
  readonly vendor_id: VendorId;
  /** Name of the vendor. */
  readonly name: VendorName;
  /** What staff have decided. */
  readonly status: VendorStatus;
  /** What staff said when they decided. */
  readonly moderation_note: string | null;
  /** What the vendor says of itself. */
  readonly profile: Profile;
  /** Address of its site. */
  readonly website: Website | null;
  /** Where buyers get help. */
  readonly support_email: Email | null;
  /** Whether Stripe lets it take payments. */
  readonly charges_enabled: boolean;
  /** How many packages it has. */
  readonly packages: number;
  /** When it applied. */
  readonly created_at: Timestamp;
  /** When it last changed. */
  readonly updated_at: Timestamp;
  /** Counts the changes. */
  readonly row_version: number;
}

export const vendorShape = {
  type: 'object',
  description: 'A vendor of the organization.',
  properties: {
    vendor_id: vendorIdShape,
    name: vendorNameShape,
    status: vendorStatusShape,
    moderation_note: { type: ['string', 'null'], description: 'What staff said when they decided.', maxLength: 1000 },
    profile: profileShape,
    website: { ...websiteShape, type: ['string', 'null'] },
    support_email: { ...emailShape, type: ['string', 'null'], description: 'Where buyers get help.' },
    charges_enabled: { type: 'boolean', description: 'Whether Stripe lets it take payments.' },
    packages: { type: 'integer', description: 'How many packages it has.', minimum: 0 },
    created_at: { ...timestampShape, description: 'When it applied.' },
    updated_at: { ...timestampShape, description: 'When it last changed.', detail: true },
    row_version: { type: 'integer', description: 'Counts the changes.', detail: true },
  },
  required: [
    'vendor_id',
    'name',
    'status',
    'moderation_note',
    'profile',
    'website',
    'support_email',
    'charges_enabled',
    'packages',
    'created_at',
    'updated_at',
    'row_version',
  ],
  additionalProperties: false,
} as const satisfies Shape;

/** A package as its vendor sees it. */
export interface VendorPackage {
  /** Id of a package. */
  readonly package_id: PackageId;
  /** Composer name. */
  readonly composer_name: PackageName;
  /** What it is called. */
  readonly title: PackageTitle;
  /** Id of a vendor. */
  readonly vendor_id: VendorId;
  /** Whether its vendor sells it. */
  readonly status: PackageStatus;
  /** Whether a price (or that it is free) has been set. */
  readonly price_decided: boolean;
  /** Null where it is free or undecided. */
  readonly price: Money | null;
  /** Null where it is bought once. */
  readonly cadence: Cadence | null;
  /** Why nobody can buy it now. */
  readonly sale_blocker: PurchaseBlocker | null;
  /** What was released last. */
  readonly latest_version: string | null;
  /** How many releases it has. */
  readonly versions: number;
  /** Licences paid for, renewals aside. */
  readonly sold: number;
  /** Tags that could not become releases. */
  readonly problems: readonly IngestProblem[];
  /** Where it is read from. */
  readonly repository_url: string | null;
  /** When its repository was last read. */
  readonly ingested_at: Timestamp | null;
  /** When it was added. */
  readonly created_at: Timestamp;
  /** When it last changed. */
  readonly updated_at: Timestamp;
  /** Counts the changes. */
  readonly row_version: number;
}

export const vendorPackageShape = {
  type: 'object',
  description: 'A package as its vendor sees it.',
  properties: {
    package_id: packageIdShape,
    composer_name: packageNameShape,
    title: packageTitleShape,
    vendor_id: vendorIdShape,
    status: packageStatusShape,
    price_decided: { type: 'boolean', description: 'Whether a price (or that it is free) has been set.' },
    price: { ...moneyShape, type: ['object', 'null'], description: 'Null where it is free or undecided.' },
    cadence: {
      ...cadenceShape,
      type: ['string', 'null'],
      enum: ['monthly', 'yearly', null],
      description: 'Null where it is bought once.',
    },
    sale_blocker: { ...purchaseBlockerShape, type: ['object', 'null'], description: 'Why nobody can buy it now.' },
    latest_version: { type: ['string', 'null'], description: 'What was released last.', maxLength: 60 },
    versions: { type: 'integer', description: 'How many releases it has.', minimum: 0 },
    sold: { type: 'integer', description: 'Licences paid for, renewals aside.', minimum: 0 },
    problems: { type: 'array', description: 'Tags that could not become releases.', items: ingestProblemShape },
    repository_url: { type: ['string', 'null'], description: 'Where it is read from.', maxLength: 2000, detail: true },
    ingested_at: {
      ...timestampShape,
      type: ['string', 'null'],
      description: 'When its repository was last read.',
      detail: true,
    },
    created_at: { ...timestampShape, description: 'When it was added.', detail: true },
    updated_at: { ...timestampShape, description: 'When it last changed.', detail: true },
    row_version: { type: 'integer', description: 'Counts the changes.', detail: true },
  },
  required: [
    'package_id',
    'composer_name',
    'title',
    'vendor_id',
    'status',
    'price_decided',
    'price',
    'cadence',
    'sale_blocker',
    'latest_version',
    'versions',
    'sold',
    'problems',
    'repository_url',
    'ingested_at',
    'created_at',
    'updated_at',
    'row_version',
  ],
  additionalProperties: false,
} as const satisfies Shape;

/** A vendor's part of an order. */
export interface VendorSale {
  /** As printed on the invoice. */
  readonly order_number: string;
  /** What has become of the order. */
  readonly status: OrderStatus;
  /** When it was placed. */
  readonly placed_at: Timestamp;
  /** What was bought of the vendor. */
  readonly lines: readonly SoldLine[];
  /** After discount, before tax. */
  readonly net: Money;
  /** Collected by the marketplace. */
  readonly tax: Money;
  /** What the marketplace keeps. */
  readonly fee: Money;
  /** What the vendor is paid. */
  readonly payout: Money;
}

export const vendorSaleShape = {
  type: 'object',
  description: "A vendor's part of an order.",
  properties: {
    order_number: { type: 'string', description: 'As printed on the invoice.', maxLength: 40 },
    status: orderStatusShape,
    placed_at: { ...timestampShape, description: 'When it was placed.' },
    lines: { type: 'array', description: 'What was bought of the vendor.', items: soldLineShape },
    net: { ...moneyShape, description: 'After discount, before tax.' },
    tax: { ...moneyShape, description: 'Collected by the marketplace.' },
    fee: { ...moneyShape, description: 'What the marketplace keeps.' },
    payout: { ...moneyShape, description: 'What the vendor is paid.' },
  },
  required: ['order_number', 'status', 'placed_at', 'lines', 'net', 'tax', 'fee', 'payout'],
  additionalProperties: false,
} as const satisfies Shape;

/** Where a vendor's own server is told of what happens. */
export interface WebhookEndpoint {
  /** Id of a webhook endpoint. */
  readonly endpoint_id: WebhookEndpointId;
  /** Id of a vendor. */
  readonly vendor_id: VendorId;
  /** Where events are sent. */
  readonly url: Url;
  /** What members say of it. */
  readonly description: string | null;
  /** What it is told of. */
  readonly events: readonly WebhookEventType[];
  /** Whether it is told. */
  readonly enabled: boolean;
  /** Why it was disabled without you: it answered 410, or nothing reached it for 5 days. */
  readonly disabled_reason: 'gone' | 'failing' | null;
  /** Since when nothing has reached it. */
  readonly failing_since: Timestamp | null;
  /** When it was added. */
  readonly created_at: Timestamp;
}

export const webhookEndpointShape = {
  type: 'object',
  description: "Where a vendor's own server is told of what happens.",
  properties: {
    endpoint_id: webhookEndpointIdShape,
    vendor_id: vendorIdShape,
    url: { ...urlShape, description: 'Where events are sent.' },
    description: {
      type: ['string', 'null'],
      description: 'What members say of it.',
      maxLength: 200,
      trust: 'untrusted',
    },
    events: { type: 'array', description: 'What it is told of.', items: webhookEventTypeShape },
    enabled: { type: 'boolean', description: 'Whether it is told.' },
    disabled_reason: {
      type: ['string', 'null'],
      description: 'Why it was disabled without you: it answered 410, or nothing reached it for 5 days.',
      enum: ['gone', 'failing', null],
    },
    failing_since: { ...timestampShape, type: ['string', 'null'], description: 'Since when nothing has reached it.' },
    created_at: { ...timestampShape, description: 'When it was added.' },
  },
  required: [
    'endpoint_id',
    'vendor_id',
    'url',
    'description',
    'events',
    'enabled',
    'disabled_reason',
    'failing_since',
    'created_at',
  ],
  additionalProperties: false,
} as const satisfies Shape;

/** A vendor with all that goes on around it. */
export interface VendorBoard {
  /** Id of a vendor. */
  readonly vendor_id: VendorId;
  /** Name of the vendor. */
  readonly name: VendorName;
  /** What staff have decided. */
  readonly status: VendorStatus;
  /** What staff said when they decided. */
  readonly moderation_note: string | null;
  /** How far a vendor's Stripe Connect onboarding is. */
  readonly connect: ConnectStatus;
  /** By name, at most 100; list_packages has the rest. */
  readonly packages: readonly VendorPackage[];
  /** The latest 10. */
  readonly recent_orders: readonly VendorSale[];
  /** The oldest first. */
  readonly webhook_endpoints: readonly WebhookEndpoint[];
}

export const vendorBoardShape = {
  type: 'object',
  description: 'A vendor with all that goes on around it.',
  properties: {
    vendor_id: vendorIdShape,
    name: vendorNameShape,
    status: vendorStatusShape,
    moderation_note: { type: ['string', 'null'], description: 'What staff said when they decided.', maxLength: 1000 },
    connect: connectStatusShape,
    packages: {
      type: 'array',
      description: 'By name, at most 100; list_packages has the rest.',
      items: vendorPackageShape,
    },
    recent_orders: { type: 'array', description: 'The latest 10.', items: vendorSaleShape },
    webhook_endpoints: {
      type: 'array',
      description: 'The oldest first.',
      items: webhookEndpointShape,
      privilege: 'marketplace:webhook:manage',
    },
  },
  required: [
    'vendor_id',
    'name',
    'status',
    'moderation_note',
    'connect',
    'packages',
    'recent_orders',
    'webhook_endpoints',
  ],
  additionalProperties: false,
} as const satisfies Shape;
