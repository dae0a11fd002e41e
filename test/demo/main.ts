import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { demoKey } from '../../runtime/market/demo/keys.js';
import { stopEmbedded } from '../../runtime/store/embedded/embedded-postgres.js';
import { launchBrowser } from '../web/browser.js';
import { type Agent, openAgent } from './agent.js';
import { installWith, refusedWith } from './composer.js';
import { agreeAtGit, onboardAtStripe, saveCard } from './person.js';
import { startServer } from './processes.js';
import { createSteps } from './steps.js';

/**
 * `npm run demo`: from a repository to an installed package and back. Agents do over MCP what agents do, a person does in
 * a browser what is a person's, staff use the command line, and Debian's Composer installs. Nothing is left behind.
 */
const { step, elapsed } = createSteps((line) => console.log(line));
const home = mkdtempSync(join(tmpdir(), 'toolwright-demo-'));
const closing: (() => Promise<unknown>)[] = [
  async () => rmSync(home, { recursive: true, force: true }),
  () => stopEmbedded(home),
];
const closeLater = <T extends { close(): Promise<unknown> }>(opened: T): T => {
  closing.push(() => opened.close());
  return opened;
};

const repositories = ['gift-cards', 'wishlist', 'loyalty'].map(
  (name) => `https://github.demo.example/forge/${name}.git`,
);
const wanted = 'forge/gift-cards';
const onSale = `SELECT p.composer_name, count(v.version) AS versions
  FROM packages p JOIN vendors ON vendors.id = p.vendor_id LEFT JOIN versions v ON v.package_id = p.id
  WHERE vendors.name = 'Forge Studio' AND p.status = 'enabled' GROUP BY p.composer_name ORDER BY p.composer_name`;

/** Once Stripe has said that it is paid, the licence is there to be attached. */
async function attached(agent: Agent, project_id: string): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const { licenses } = await agent.call('list_licenses');
    if (licenses.length > 0) {
      await agent.call('manage_license', { action: 'attach', license_id: licenses[0].license_id, project_id });
      return;
    }
    await delay(200);
  }
  throw new Error('Stripe tells nothing of the payment.');
}

try {
  const server = await step('A server with data of its own starts', async (tell) => {
    const started = await startServer(home);
    closing.push(() => started.stop());
    tell(started.url);
    return started;
  });
  const browser = closeLater(await launchBrowser());
  const agentOf = async (principal: string) =>
    closeLater(
      await openAgent(server.url, demoKey(principal, '_ask'), (question) =>
        console.log(`      asked: ${question.replaceAll('\n', ' ')}`),
      ),
    );

  // The vendor: an organization that sells already applies with a second brand.
  const vendor = await agentOf('forge-vendor');
  const { vendor_id } = await step('An agent applies as a vendor', () =>
    vendor.call('apply_as_vendor', { name: 'Forge Studio', support_email: 'studio@forge.example.com' }),
  );
  await step('A person enters at Stripe how the vendor is paid', async () => {
    const { url } = await vendor.call('start_stripe_connect_onboarding', { vendor_id });
    await onboardAtStripe(browser, url);
    const status = await vendor.call('get_stripe_connect_status', { vendor_id });
    if (!status.charges_enabled) throw new Error(`Stripe does not let the vendor charge: ${JSON.stringify(status)}`);
  });
  await step('A person connects GitHub anew', async (tell) => {
    const { integrations } = await vendor.call('list_git_integrations');
    for (const { integration_id, provider } of integrations) {
      if (provider === 'github') await vendor.call('revoke_integration', { integration_id });
    }
    const first = await vendor.call('publish_packages_from_repos', { vendor_id, repositories });
    const asked = first.results.find(({ status }: { status: string }) => status === 'needs_person');
    if (!asked?.url) throw new Error(`Nobody is asked to connect GitHub: ${JSON.stringify(first)}`);
    tell(`The private repository asks for a person: ${asked.item}`);
    await agreeAtGit(browser, asked.url, 'forge', 'forge-vendor');
  });
  const published = await step('An agent publishes three packages from Git', async (tell) => {
    const { results } = await vendor.call('publish_packages_from_repos', { vendor_id, repositories });
    for (const { item, status, value } of results) {
      if (status !== 'done') throw new Error(`${item} is ${status}.`);
      tell(`${value.composer_name} ${value.versions.join(', ')}`);
    }
    return results.map(({ value }: { value: { package_id: string } }) => value.package_id) as string[];
  });
  await step('It prices them and puts them on sale', async () => {
    const prices = [
      { amount: '29.00', currency: 'GBP' },
      { free: true },
      { amount: '9.50', currency: 'GBP', cadence: 'monthly' },
    ];
    for (const [index, package_id] of published.entries()) {
      await vendor.call('set_package_pricing', { package_id, ...prices[index] });
      await vendor.call('set_package_status', { package_id, status: 'enabled' });
    }
  });
  await step('Staff approve the vendor on the command line', async (tell) => {
    tell(await server.toolwright('vendor', 'approve', vendor_id));
  });
  const staff = await agentOf('staff');
  await step('The agent of staff asks the database what is new on sale', async (tell) => {
    const { rows } = await staff.call('query_database', { query: onSale });
    const names = rows.map((row: { composer_name: string }) => row.composer_name);
    if (names.length !== published.length) throw new Error(`The database tells of ${JSON.stringify(rows)}`);
    tell(names.join(', '));
  });
  const coupon = await step('It makes a coupon for the opening', async (tell) => {
    const made = await staff.call('create_coupon', {
      code: 'OPENING-20',
      name: 'Opening week',
      value: 20,
      max_uses: 1,
    });
    tell(`${made.coupon.code}: ${made.coupon.value} %, ${made.coupon.duration}`);
    return made.coupon.code as string;
  });

  const buyer = await agentOf('newcomer');
  await step('A person of another organization saves a card', async () => {
    const { add_url } = await buyer.call('list_payment_methods');
    await saveCard(browser, add_url, 'newcomer');
  });
  const project = await step('Its agent sets up a project', () => buyer.call('setup_project', { name: 'Shop' }));
  const found = await step('It searches', async (tell) => {
    const { packages } = await buyer.call('search_packages', { query: 'gift cards' });
    const [first] = packages;
    if (first?.composer_name !== wanted) throw new Error(`It finds ${JSON.stringify(packages).slice(0, 300)}`);
    tell(`${first.composer_name}, ${first.price.amount} ${first.price.currency}`);
    return first;
  });
  const bought = await step('It buys, once its person agrees, and gets auth.json', async (tell) => {
    const answer = await buyer.call('purchase_and_install_packages', {
      items: [{ package: found.composer_name, project_id: project.project_id }],
    });
    const [result] = answer.results;
    tell(`${result.status}, ${answer.total?.amount} ${answer.total?.currency}`);
    if (result.status === 'pending') await attached(buyer, project.project_id);
    else if (result.status !== 'done') throw new Error(JSON.stringify(answer));
    return { order_id: answer.order_id, ...answer.projects[0] };
  });
  await step('It buys another package with the coupon', async (tell) => {
    await buyer.call('add_to_cart', { package: 'forge/loyalty' });
    const order = await buyer.call('place_order_with_saved_method', { coupon });
    if (order.coupon !== coupon || order.discount.amount !== '1.90') throw new Error(JSON.stringify(order));
    tell(`${order.subtotal.amount} less ${order.discount.amount} ${order.discount.currency}`);
  });

  const folder = join(home, 'shop');
  mkdirSync(folder);
  writeFileSync(join(folder, 'auth.json'), JSON.stringify(bought.auth_json));
  writeFileSync(join(folder, 'composer.json'), JSON.stringify(bought.composer_json));
  await step(`Composer installs ${wanted}`, async (tell) => tell(await installWith(folder, wanted)));
  await step('Staff refund the order', async (tell) => tell(await server.toolwright('refund', bought.order_id)));
  await step('Composer is refused', async (tell) => tell(await refusedWith(folder, wanted)));
  console.log(`\nThe whole walk took ${elapsed().toFixed(0)} s.`);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  for (const close of closing.reverse()) await close();
}
