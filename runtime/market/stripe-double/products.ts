import type { Handler } from './answer.js';
import { emit } from './events.js';
import { list } from './list.js';
import type { Params } from './params.js';
import { change, find, newStripeId, type Stored, save, type Work } from './work.js';

/** https://docs.stripe.com/api/products */
export const products: Readonly<Record<string, Handler>> = {
  async 'POST /v1/products'(work, params) {
    const product = await createProduct(work, params);
    await emit(work, 'product.created', product);
    return product;
  },
  'GET /v1/products/:id': (work, _, [id = '']) => find(work, 'product', id),
  async 'POST /v1/products/:id'(work, params, [id = '']) {
    const before = await find(work, 'product', id);
    const active = params.flag('active');
    const product = await change(work, before, {
      ...params.kept('name', 'description', 'url'),
      ...(active !== undefined && { active }),
      metadata: params.metadata(before.metadata as Record<string, string>),
      updated: work.now,
    });
    await emit(work, 'product.updated', product);
    return product;
  },
  'GET /v1/products': (work, params) => list(work, params, { kind: 'product', url: '/v1/products' }),
};

/** From `product_data`, or from the parameters of a product. */
export async function createProduct(work: Work, params: Params): Promise<Stored> {
  const id = params.text('id') || newStripeId('prod', 14);
  return save(work, {
    id,
    object: 'product',
    active: params.flag('active') ?? true,
    created: work.now,
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    name: params.required('name'),
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    type: 'service',
    unit_label: null,
    updated: work.now,
    url: null,
    ...params.kept('description', 'tax_code', 'url'),
    metadata: params.metadata(),
  });
}
