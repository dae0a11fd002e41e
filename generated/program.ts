// Generated from spec/. Change the files there and run `npx toolwright generate`.
import type { Program } from 'toolwright/runtime';
import { server } from './server.js';
import { getMyDashboard } from './tools/marketplace/account/get_my_dashboard.js';
import { setActiveOrg } from './tools/marketplace/account/set_active_org.js';
import { whoami } from './tools/marketplace/account/whoami.js';
import { addBillingAddress } from './tools/marketplace/billing/add_billing_address.js';
import { deleteBillingAddress } from './tools/marketplace/billing/delete_billing_address.js';
import { listBillingAddresses } from './tools/marketplace/billing/list_billing_addresses.js';
import { listPaymentMethods } from './tools/marketplace/billing/list_payment_methods.js';
import { setDefaultBillingAddress } from './tools/marketplace/billing/set_default_billing_address.js';
import { setDefaultPaymentMethod } from './tools/marketplace/billing/set_default_payment_method.js';
import { addToCart } from './tools/marketplace/cart/add_to_cart.js';
import { removeFromCart } from './tools/marketplace/cart/remove_from_cart.js';
import { viewCart } from './tools/marketplace/cart/view_cart.js';
import { getPackage } from './tools/marketplace/catalogue/get_package.js';
import { searchPackages } from './tools/marketplace/catalogue/search_packages.js';
import { listGitIntegrations } from './tools/marketplace/git/list_git_integrations.js';
import { revokeIntegration } from './tools/marketplace/git/revoke_integration.js';
import { startGitIntegration } from './tools/marketplace/git/start_git_integration.js';
import { waitForGitIntegration } from './tools/marketplace/git/wait_for_git_integration.js';
import { listLicenses } from './tools/marketplace/licenses/list_licenses.js';
import { manageLicense } from './tools/marketplace/licenses/manage_license.js';
import { getInvoice } from './tools/marketplace/orders/get_invoice.js';
import { listOrders } from './tools/marketplace/orders/list_orders.js';
import { placeOrderWithSavedMethod } from './tools/marketplace/orders/place_order_with_saved_method.js';
import { purchaseAndInstallPackages } from './tools/marketplace/orders/purchase_and_install_packages.js';
import { createOrg } from './tools/marketplace/organizations/create_org.js';
import { leaveOrg } from './tools/marketplace/organizations/leave_org.js';
import { listOrgMembers } from './tools/marketplace/organizations/list_org_members.js';
import { listOrgs } from './tools/marketplace/organizations/list_orgs.js';
import { manageOrgMember } from './tools/marketplace/organizations/manage_org_member.js';
import { respondToInvite } from './tools/marketplace/organizations/respond_to_invite.js';
import { updateOrg } from './tools/marketplace/organizations/update_org.js';
import { addPackageFromRepo } from './tools/marketplace/packages/add_package_from_repo.js';
import { listPackages } from './tools/marketplace/packages/list_packages.js';
import { publishPackagesFromRepos } from './tools/marketplace/packages/publish_packages_from_repos.js';
import { setPackagePricing } from './tools/marketplace/packages/set_package_pricing.js';
import { setPackageStatus } from './tools/marketplace/packages/set_package_status.js';
import { createProject } from './tools/marketplace/projects/create_project.js';
import { deleteProject } from './tools/marketplace/projects/delete_project.js';
import { listProjects } from './tools/marketplace/projects/list_projects.js';
import { rotateCredentials } from './tools/marketplace/projects/rotate_credentials.js';
import { setupProject } from './tools/marketplace/projects/setup_project.js';
import { updateProject } from './tools/marketplace/projects/update_project.js';
import { applyAsVendor } from './tools/marketplace/vendors/apply_as_vendor.js';
import { bootstrapVendor } from './tools/marketplace/vendors/bootstrap_vendor.js';
import { getStripeConnectStatus } from './tools/marketplace/vendors/get_stripe_connect_status.js';
import { getVendorDashboard } from './tools/marketplace/vendors/get_vendor_dashboard.js';
import { listVendors } from './tools/marketplace/vendors/list_vendors.js';
import { startStripeConnectOnboarding } from './tools/marketplace/vendors/start_stripe_connect_onboarding.js';
import { updateVendorProfile } from './tools/marketplace/vendors/update_vendor_profile.js';
import { addWebhookEndpoint } from './tools/marketplace/webhooks/add_webhook_endpoint.js';
import { deleteWebhookEndpoint } from './tools/marketplace/webhooks/delete_webhook_endpoint.js';
import { rotateWebhookToken } from './tools/marketplace/webhooks/rotate_webhook_token.js';
import { updateWebhookEndpoint } from './tools/marketplace/webhooks/update_webhook_endpoint.js';
import { createCoupon } from './tools/platform/billing/create_coupon.js';
import { getBillingStatus } from './tools/platform/billing/get_billing_status.js';
import { listInvoices } from './tools/platform/billing/list_invoices.js';
import { upgradePlan } from './tools/platform/billing/upgrade_plan.js';
import { listTables } from './tools/platform/database/list_tables.js';
import { queryDatabase } from './tools/platform/database/query_database.js';
import { getStats } from './tools/platform/system/get_stats.js';
import { listRoutes } from './tools/platform/system/list_routes.js';
import { listSites } from './tools/platform/system/list_sites.js';
import { order } from './resources/marketplace/order.js';
import { orders } from './resources/marketplace/orders.js';
import { packageTool } from './resources/marketplace/package.js';
import { projectAuth } from './resources/marketplace/project_auth.js';
import { roles } from './resources/marketplace/roles.js';
import { prepareRelease } from './prompts/marketplace/prepare_release.js';
import { reviewSpend } from './prompts/marketplace/review_spend.js';

export const program: Program = {
  server,
  tools: [
    getMyDashboard,
    setActiveOrg,
    whoami,
    addBillingAddress,
    deleteBillingAddress,
    listBillingAddresses,
    listPaymentMethods,
    setDefaultBillingAddress,
    setDefaultPaymentMethod,
    addToCart,
    removeFromCart,
    viewCart,
    getPackage,
    searchPackages,
    listGitIntegrations,
    revokeIntegration,
    startGitIntegration,
    waitForGitIntegration,
    listLicenses,
    manageLicense,
    getInvoice,
    listOrders,
    placeOrderWithSavedMethod,
    purchaseAndInstallPackages,
    createOrg,
    leaveOrg,
    listOrgMembers,
    listOrgs,
    manageOrgMember,
    respondToInvite,
    updateOrg,
    addPackageFromRepo,
    listPackages,
    publishPackagesFromRepos,
    setPackagePricing,
    setPackageStatus,
    createProject,
    deleteProject,
    listProjects,
    rotateCredentials,
    setupProject,
    updateProject,
    applyAsVendor,
    bootstrapVendor,
    getStripeConnectStatus,
    getVendorDashboard,
    listVendors,
    startStripeConnectOnboarding,
    updateVendorProfile,
    addWebhookEndpoint,
    deleteWebhookEndpoint,
    rotateWebhookToken,
    updateWebhookEndpoint,
    createCoupon,
    getBillingStatus,
    listInvoices,
    upgradePlan,
    listTables,
    queryDatabase,
    getStats,
    listRoutes,
    listSites,
  ],
  resources: [order, orders, packageTool, projectAuth, roles],
  prompts: [prepareRelease, reviewSpend],
};
