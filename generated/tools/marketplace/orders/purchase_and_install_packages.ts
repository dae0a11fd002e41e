// Generated from spec/marketplace/orders/purchase_and_install_packages.yaml. Change that file and run `npx toolwright generate`.
import type { Context, DeclaredFailure, Example, Handler, Step, Tool, WithCalls, WithDryRun } from 'toolwright/runtime';
import inputSchema from '../../../schemas/marketplace/orders/purchase_and_install_packages.input.json' with { type: 'json' };
import outputSchema from '../../../schemas/marketplace/orders/purchase_and_install_packages.output.json' with { type: 'json' };
import {
  type CouponCode,
  type InvoiceId,
  type Money,
  type OrderId,
  type PaymentMethodId,
  type ProjectInstall,
  type PurchaseItem,
  type PurchasedPackage,
  type StepReceipt,
  couponCodeShape,
  invoiceIdShape,
  moneyShape,
  orderIdShape,
  paymentMethodIdShape,
  projectInstallShape,
  purchaseItemShape,
  purchasedPackageShape,
  stepReceiptShape,
} from '../../../types/marketplace.js';
import type { Input as AddToCartInput, Output as AddToCartOutput } from '../cart/add_to_cart.js';
import type {
  Input as PlaceOrderWithSavedMethodInput,
  Output as PlaceOrderWithSavedMethodOutput,
} from './place_order_with_saved_method.js';
import type { Input as ManageLicenseInput, Output as ManageLicenseOutput } from '../licenses/manage_license.js';

export interface Input {
  /** What to buy. */
  readonly items: readonly PurchaseItem[];
  /** Saved card; else the default. */
  readonly payment_method_id?: PaymentMethodId;
  /** Code of a coupon. */
  readonly coupon?: CouponCode;
  /** Preview only. */
  readonly dry_run: boolean;
}

export interface Outcome {
  /** The item as given. */
  readonly item: PurchaseItem;
  /** How it stands. */
  readonly status: 'done' | 'pending' | 'failed' | 'needs_person';
  /** What came of it, when done. */
  readonly value?: PurchasedPackage;
  /** Why it failed. */
  readonly error?: string;
  /** Where a person goes on with it. */
  readonly url?: string;
  /** The tool to call next. */
  readonly next?: string;
}

export interface Output {
  readonly results: readonly Outcome[];
  /** The order; null where nothing was bought. */
  readonly order_id: OrderId | null;
  /** Its invoice. */
  readonly invoice_id: InvoiceId | null;
  /** What is charged, or would be. */
  readonly total: Money | null;
  /** The steps that have been done; null in a dry run. */
  readonly receipts: readonly StepReceipt[] | null;
  /** How to install in the items' projects. */
  readonly projects: readonly ProjectInstall[];
}

/** `PAYMENT_METHOD_NOT_FOUND`: No saved payment method {payment_method_id} in this organization. */
export type Failure = DeclaredFailure<'PAYMENT_METHOD_NOT_FOUND', Record<string, never>>;

/** The steps, by tool. */
export interface Calls {
  readonly add_to_cart: Step<Omit<AddToCartInput, 'quantity'> & Partial<Pick<AddToCartInput, 'quantity'>>, AddToCartOutput>;
  readonly place_order_with_saved_method: Step<Omit<PlaceOrderWithSavedMethodInput, 'dry_run'>, PlaceOrderWithSavedMethodOutput>;
  readonly manage_license: {
    readonly attach: Step<Omit<Extract<ManageLicenseInput, { readonly action: 'attach' }>, 'action' | 'dry_run'>, ManageLicenseOutput>;
  };
}

/**
 * "Buy X for the storefront project." Charges a saved card for these items alone, attaches the licences, answers
 * auth.json.
 */
export type Resolver = (input: Input, ctx: Context<'customer' | 'org'> & WithDryRun & WithCalls<Calls>) => Promise<Output | Failure>;

/** Arguments of an old name to those of today. */
export type Adapt = (old: { readonly [argument: string]: unknown }) => Partial<Input>;

export const purchaseAndInstallPackages = {
  name: 'purchase_and_install_packages',
  module: 'marketplace',
  domain: 'orders',
  title: 'Orders: Buy and install packages',
  description:
    '"Buy X for the storefront project." Charges a saved card for these items alone, attaches the licences, answers auth.json.',
  audience: ['buyer'],
  context: 'org',
  requires: [
    { privilege: 'marketplace:order:place' },
    { privilege: 'marketplace:license:attach' },
    { privilege: 'marketplace:project:read_credentials' },
  ],
  writeMode: 'create',
  destructive: true,
  idempotent: false,
  confirm: true,
  dryRun: { parameter: 'dry_run', default: false, by: 'resolver' },
  idempotency: true,
  input: {
    type: 'object',
    properties: {
      items: { type: 'array', description: 'What to buy.', items: purchaseItemShape, minItems: 1, maxItems: 20 },
      payment_method_id: { ...paymentMethodIdShape, description: 'Saved card; else the default.' },
      coupon: couponCodeShape,
      dry_run: { type: 'boolean', description: 'Preview only.', default: false },
      idempotency_key: { type: 'string', description: 'Makes retries safe.', minLength: 1, maxLength: 255 },
    },
    required: ['items'],
    additionalProperties: false,
  },
  output: {
    kind: 'outcomes',
    per: 'items',
    value: purchasedPackageShape,
    properties: {
      order_id: { ...orderIdShape, type: ['string', 'null'], description: 'The order; null where nothing was bought.' },
      invoice_id: { ...invoiceIdShape, type: ['string', 'null'], description: 'Its invoice.' },
      total: { ...moneyShape, type: ['object', 'null'], description: 'What is charged, or would be.' },
      receipts: {
        type: ['array', 'null'],
        description: 'The steps that have been done; null in a dry run.',
        items: stepReceiptShape,
      },
      projects: { type: 'array', description: "How to install in the items' projects.", items: projectInstallShape },
    },
  },
  errors: {
    PAYMENT_METHOD_NOT_FOUND: {
      message: 'No saved payment method {payment_method_id} in this organization.',
      http: 404,
      channel: 'result',
      next: { tool: 'list_payment_methods' },
    },
  },
  feeds: { payment_method_id: { tool: 'list_payment_methods', path: 'payment_methods[].payment_method_id' } },
  composes: ['add_to_cart', 'place_order_with_saved_method', 'manage_license.attach'],
  aliases: [{ name: 'purchase_and_install_package', adapt: true }],
  inputSchema,
  outputSchema,
} as const satisfies Tool;

export const examples = [
  {
    title: "Bought; the licences come with Stripe's word",
    as: 'acme-owner',
    input: { items: [{ package: 'forge/checkout-booster', quantity: 2, project_id: 'prj_demo_storefront' }] },
    expect: {
      results: [
        {
          item: { package: 'forge/checkout-booster', quantity: 2, project_id: 'prj_demo_storefront' },
          status: 'pending',
          value: { package: 'forge/checkout-booster', quantity: 2, license_ids: [], project_id: null },
          next: 'list_licenses',
        },
      ],
      order_id: { $pattern: '^ord_' },
      invoice_id: { $pattern: '^ivc_' },
      total: { amount: '117.60', currency: 'GBP' },
      receipts: [{ tool: 'add_to_cart' }, { tool: 'place_order_with_saved_method' }],
      projects: [{ project_id: 'prj_demo_storefront', auth_json: { 'http-basic': { $any: true } } }],
    },
  },
  {
    title: 'What is free is there at once, and what was in the cart stays in it',
    as: 'acme-admin',
    given: [{ call: 'add_to_cart', input: { package: 'forge/checkout-booster' } }],
    input: { items: [{ package: 'forge/seo-kit', project_id: 'prj_demo_backoffice' }] },
    expect: {
      results: [
        {
          item: { package: 'forge/seo-kit' },
          status: 'done',
          value: { license_ids: [{ $pattern: '^lic_' }], project_id: 'prj_demo_backoffice' },
        },
      ],
      total: { amount: '0.00', currency: 'GBP' },
      projects: [{ project_id: 'prj_demo_backoffice', auth_json: null }],
    },
  },
  {
    title: 'Each item for itself',
    as: 'acme-owner',
    input: {
      items: [
        { package: 'forge/seo-kit', project_id: 'prj_demo_portal' },
        { package: 'forge/legacy-import' },
        { package: 'forge/seo-kit' },
      ],
    },
    expect: {
      results: [
        {
          item: { package: 'forge/seo-kit' },
          status: 'failed',
          error: 'No project prj_demo_portal in this organization.',
          next: 'list_projects',
          value: { $absent: true },
        },
        {
          item: { package: 'forge/legacy-import' },
          status: 'failed',
          error: 'forge/legacy-import cannot be bought right now: The vendor has withdrawn it.',
          next: 'get_package',
        },
        { item: { package: 'forge/seo-kit' }, status: 'done' },
      ],
    },
  },
  {
    title: 'Without a saved card a person pays at the page',
    as: 'newcomer',
    input: { items: [{ package: 'forge/checkout-booster' }] },
    expect: {
      results: [
        {
          item: { package: 'forge/checkout-booster' },
          status: 'needs_person',
          url: { $pattern: '/account/cart\\?org=org_demo_newcomer$' },
        },
      ],
      order_id: null,
    },
  },
  {
    title: 'What it would come to',
    as: 'acme-owner',
    input: { items: [{ package: 'forge/checkout-booster' }], coupon: 'WELCOME10', dry_run: true },
    expect: {
      results: [{ status: 'pending', value: { package: 'forge/checkout-booster', quantity: 1, license_ids: [] } }],
      order_id: null,
      total: { amount: '52.92', currency: 'GBP' },
      receipts: null,
    },
  },
  {
    title: 'By its old name, one at a time',
    as: 'acme-owner',
    given: [{ call: 'purchase_and_install_package', input: { package: 'forge/seo-kit' } }],
    input: { items: [{ package: 'forge/seo-kit' }] },
    expect: { results: [{ status: 'done' }] },
  },
  {
    title: "Another organization's card looks like none",
    as: 'acme-owner',
    input: { items: [{ package: 'forge/checkout-booster' }], payment_method_id: 'pm_demo_globex' },
    expectError: 'PAYMENT_METHOD_NOT_FOUND',
  },
  {
    title: 'A developer may not',
    as: 'acme-developer',
    input: { items: [{ package: 'forge/seo-kit' }] },
    expectError: 'FORBIDDEN',
  },
] as const satisfies readonly Example[];

/** Joins the declaration with the code that runs it. */
export function handlePurchaseAndInstallPackages(resolve: Resolver, adapt: { readonly purchase_and_install_package: Adapt }): Handler<Context<'customer' | 'org'> & WithDryRun & WithCalls<Calls>> {
  return { tool: purchaseAndInstallPackages, run: (input, ctx) => resolve(input as Input, ctx), adapt };
}
