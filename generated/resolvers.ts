// Generated from spec/. Change the files there and run `npx toolwright generate`.
import type { AnyHandler, AppOf } from 'toolwright/runtime';
import { getMyDashboard } from '../runtime/resolvers/marketplace/account/get_my_dashboard.js';
import { setActiveOrg } from '../runtime/resolvers/marketplace/account/set_active_org.js';
import { whoami } from '../runtime/resolvers/marketplace/account/whoami.js';
import { addBillingAddress } from '../runtime/resolvers/marketplace/billing/add_billing_address.js';
import { deleteBillingAddress } from '../runtime/resolvers/marketplace/billing/delete_billing_address.js';
import { listBillingAddresses } from '../runtime/resolvers/marketplace/billing/list_billing_addresses.js';
import { listPaymentMethods } from '../runtime/resolvers/marketplace/billing/list_payment_methods.js';
import { setDefaultBillingAddress } from '../runtime/resolvers/marketplace/billing/set_default_billing_address.js';
import { setDefaultPaymentMethod } from '../runtime/resolvers/marketplace/billing/set_default_payment_method.js';
import { addToCart } from '../runtime/resolvers/marketplace/cart/add_to_cart.js';
import { removeFromCart } from '../runtime/resolvers/marketplace/cart/remove_from_cart.js';
import { viewCart } from '../runtime/resolvers/marketplace/cart/view_cart.js';
import { getPackage } from '../runtime/resolvers/marketplace/catalogue/get_package.js';
import { searchPackages } from '../runtime/resolvers/marketplace/catalogue/search_packages.js';
import { listGitIntegrations } from '../runtime/resolvers/marketplace/git/list_git_integrations.js';
import { revokeIntegration } from '../runtime/resolvers/marketplace/git/revoke_integration.js';
import { startGitIntegration } from '../runtime/resolvers/marketplace/git/start_git_integration.js';
import { waitForGitIntegration } from '../runtime/resolvers/marketplace/git/wait_for_git_integration.js';
import { listLicenses } from '../runtime/resolvers/marketplace/licenses/list_licenses.js';
import { manageLicense } from '../runtime/resolvers/marketplace/licenses/manage_license.js';
import { getInvoice } from '../runtime/resolvers/marketplace/orders/get_invoice.js';
import { listOrders } from '../runtime/resolvers/marketplace/orders/list_orders.js';
import { placeOrderWithSavedMethod } from '../runtime/resolvers/marketplace/orders/place_order_with_saved_method.js';
import {
  adaptPurchaseAndInstallPackage,
  purchaseAndInstallPackages,
} from '../runtime/resolvers/marketplace/orders/purchase_and_install_packages.js';
import { createOrg } from '../runtime/resolvers/marketplace/organizations/create_org.js';
import { leaveOrg } from '../runtime/resolvers/marketplace/organizations/leave_org.js';
import { listOrgMembers } from '../runtime/resolvers/marketplace/organizations/list_org_members.js';
import { listOrgs } from '../runtime/resolvers/marketplace/organizations/list_orgs.js';
import { manageOrgMember } from '../runtime/resolvers/marketplace/organizations/manage_org_member.js';
import { respondToInvite } from '../runtime/resolvers/marketplace/organizations/respond_to_invite.js';
import { updateOrg } from '../runtime/resolvers/marketplace/organizations/update_org.js';
import { addPackageFromRepo } from '../runtime/resolvers/marketplace/packages/add_package_from_repo.js';
import { listPackages } from '../runtime/resolvers/marketplace/packages/list_packages.js';
import {
  adaptPublishPackage,
  publishPackagesFromRepos,
} from '../runtime/resolvers/marketplace/packages/publish_packages_from_repos.js';
import { setPackagePricing } from '../runtime/resolvers/marketplace/packages/set_package_pricing.js';
import { setPackageStatus } from '../runtime/resolvers/marketplace/packages/set_package_status.js';
import { createProject } from '../runtime/resolvers/marketplace/projects/create_project.js';
import { deleteProject } from '../runtime/resolvers/marketplace/projects/delete_project.js';
import { listProjects } from '../runtime/resolvers/marketplace/projects/list_projects.js';
import { rotateCredentials } from '../runtime/resolvers/marketplace/projects/rotate_credentials.js';
import { setupProject } from '../runtime/resolvers/marketplace/projects/setup_project.js';
import { updateProject } from '../runtime/resolvers/marketplace/projects/update_project.js';
import { applyAsVendor } from '../runtime/resolvers/marketplace/vendors/apply_as_vendor.js';
import { bootstrapVendor } from '../runtime/resolvers/marketplace/vendors/bootstrap_vendor.js';
import { getStripeConnectStatus } from '../runtime/resolvers/marketplace/vendors/get_stripe_connect_status.js';
import { getVendorDashboard } from '../runtime/resolvers/marketplace/vendors/get_vendor_dashboard.js';
import { listVendors } from '../runtime/resolvers/marketplace/vendors/list_vendors.js';
import {
  startStripeConnectOnboarding,
} from '../runtime/resolvers/marketplace/vendors/start_stripe_connect_onboarding.js';
import { updateVendorProfile } from '../runtime/resolvers/marketplace/vendors/update_vendor_profile.js';
import { addWebhookEndpoint } from '../runtime/resolvers/marketplace/webhooks/add_webhook_endpoint.js';
import { deleteWebhookEndpoint } from '../runtime/resolvers/marketplace/webhooks/delete_webhook_endpoint.js';
import { rotateWebhookToken } from '../runtime/resolvers/marketplace/webhooks/rotate_webhook_token.js';
import { updateWebhookEndpoint } from '../runtime/resolvers/marketplace/webhooks/update_webhook_endpoint.js';
import { createCoupon } from '../runtime/resolvers/platform/billing/create_coupon.js';
import { getBillingStatus } from '../runtime/resolvers/platform/billing/get_billing_status.js';
import { listInvoices } from '../runtime/resolvers/platform/billing/list_invoices.js';
import { upgradePlan } from '../runtime/resolvers/platform/billing/upgrade_plan.js';
import { listTables } from '../runtime/resolvers/platform/database/list_tables.js';
import { queryDatabase } from '../runtime/resolvers/platform/database/query_database.js';
import { getStats } from '../runtime/resolvers/platform/system/get_stats.js';
import { listRoutes } from '../runtime/resolvers/platform/system/list_routes.js';
import { listSites } from '../runtime/resolvers/platform/system/list_sites.js';
import { order } from '../runtime/resolvers/marketplace/resources/order.js';
import { orders } from '../runtime/resolvers/marketplace/resources/orders.js';
import { packageTool } from '../runtime/resolvers/marketplace/resources/package.js';
import { projectAuth } from '../runtime/resolvers/marketplace/resources/project_auth.js';
import { roles } from '../runtime/resolvers/marketplace/resources/roles.js';
import { orderIds } from '../runtime/resolvers/marketplace/completions/order_ids.js';
import { orderMonths } from '../runtime/resolvers/marketplace/completions/order_months.js';
import { ownPackageNames } from '../runtime/resolvers/marketplace/completions/own_package_names.js';
import { packageNames } from '../runtime/resolvers/marketplace/completions/package_names.js';
import { projectIds } from '../runtime/resolvers/marketplace/completions/project_ids.js';
import { handleGetMyDashboard } from './tools/marketplace/account/get_my_dashboard.js';
import { handleSetActiveOrg } from './tools/marketplace/account/set_active_org.js';
import { handleWhoami } from './tools/marketplace/account/whoami.js';
import { handleAddBillingAddress } from './tools/marketplace/billing/add_billing_address.js';
import { handleDeleteBillingAddress } from './tools/marketplace/billing/delete_billing_address.js';
import { handleListBillingAddresses } from './tools/marketplace/billing/list_billing_addresses.js';
import { handleListPaymentMethods } from './tools/marketplace/billing/list_payment_methods.js';
import { handleSetDefaultBillingAddress } from './tools/marketplace/billing/set_default_billing_address.js';
import { handleSetDefaultPaymentMethod } from './tools/marketplace/billing/set_default_payment_method.js';
import { handleAddToCart } from './tools/marketplace/cart/add_to_cart.js';
import { handleRemoveFromCart } from './tools/marketplace/cart/remove_from_cart.js';
import { handleViewCart } from './tools/marketplace/cart/view_cart.js';
import { handleGetPackage } from './tools/marketplace/catalogue/get_package.js';
import { handleSearchPackages } from './tools/marketplace/catalogue/search_packages.js';
import { handleListGitIntegrations } from './tools/marketplace/git/list_git_integrations.js';
import { handleRevokeIntegration } from './tools/marketplace/git/revoke_integration.js';
import { handleStartGitIntegration } from './tools/marketplace/git/start_git_integration.js';
import { handleWaitForGitIntegration } from './tools/marketplace/git/wait_for_git_integration.js';
import { handleListLicenses } from './tools/marketplace/licenses/list_licenses.js';
import { handleManageLicense } from './tools/marketplace/licenses/manage_license.js';
import { handleGetInvoice } from './tools/marketplace/orders/get_invoice.js';
import { handleListOrders } from './tools/marketplace/orders/list_orders.js';
import { handlePlaceOrderWithSavedMethod } from './tools/marketplace/orders/place_order_with_saved_method.js';
import { handlePurchaseAndInstallPackages } from './tools/marketplace/orders/purchase_and_install_packages.js';
import { handleCreateOrg } from './tools/marketplace/organizations/create_org.js';
import { handleLeaveOrg } from './tools/marketplace/organizations/leave_org.js';
import { handleListOrgMembers } from './tools/marketplace/organizations/list_org_members.js';
import { handleListOrgs } from './tools/marketplace/organizations/list_orgs.js';
import { handleManageOrgMember } from './tools/marketplace/organizations/manage_org_member.js';
import { handleRespondToInvite } from './tools/marketplace/organizations/respond_to_invite.js';
import { handleUpdateOrg } from './tools/marketplace/organizations/update_org.js';
import { handleAddPackageFromRepo } from './tools/marketplace/packages/add_package_from_repo.js';
import { handleListPackages } from './tools/marketplace/packages/list_packages.js';
import { handlePublishPackagesFromRepos } from './tools/marketplace/packages/publish_packages_from_repos.js';
import { handleSetPackagePricing } from './tools/marketplace/packages/set_package_pricing.js';
import { handleSetPackageStatus } from './tools/marketplace/packages/set_package_status.js';
import { handleCreateProject } from './tools/marketplace/projects/create_project.js';
import { handleDeleteProject } from './tools/marketplace/projects/delete_project.js';
import { handleListProjects } from './tools/marketplace/projects/list_projects.js';
import { handleRotateCredentials } from './tools/marketplace/projects/rotate_credentials.js';
import { handleSetupProject } from './tools/marketplace/projects/setup_project.js';
import { handleUpdateProject } from './tools/marketplace/projects/update_project.js';
import { handleApplyAsVendor } from './tools/marketplace/vendors/apply_as_vendor.js';
import { handleBootstrapVendor } from './tools/marketplace/vendors/bootstrap_vendor.js';
import { handleGetStripeConnectStatus } from './tools/marketplace/vendors/get_stripe_connect_status.js';
import { handleGetVendorDashboard } from './tools/marketplace/vendors/get_vendor_dashboard.js';
import { handleListVendors } from './tools/marketplace/vendors/list_vendors.js';
import { handleStartStripeConnectOnboarding } from './tools/marketplace/vendors/start_stripe_connect_onboarding.js';
import { handleUpdateVendorProfile } from './tools/marketplace/vendors/update_vendor_profile.js';
import { handleAddWebhookEndpoint } from './tools/marketplace/webhooks/add_webhook_endpoint.js';
import { handleDeleteWebhookEndpoint } from './tools/marketplace/webhooks/delete_webhook_endpoint.js';
import { handleRotateWebhookToken } from './tools/marketplace/webhooks/rotate_webhook_token.js';
import { handleUpdateWebhookEndpoint } from './tools/marketplace/webhooks/update_webhook_endpoint.js';
import { handleCreateCoupon } from './tools/platform/billing/create_coupon.js';
import { handleGetBillingStatus } from './tools/platform/billing/get_billing_status.js';
import { handleListInvoices } from './tools/platform/billing/list_invoices.js';
import { handleUpgradePlan } from './tools/platform/billing/upgrade_plan.js';
import { handleListTables } from './tools/platform/database/list_tables.js';
import { handleQueryDatabase } from './tools/platform/database/query_database.js';
import { handleGetStats } from './tools/platform/system/get_stats.js';
import { handleListRoutes } from './tools/platform/system/list_routes.js';
import { handleListSites } from './tools/platform/system/list_sites.js';
import { handleOrder } from './resources/marketplace/order.js';
import { handleOrders } from './resources/marketplace/orders.js';
import { handlePackage } from './resources/marketplace/package.js';
import { handleProjectAuth } from './resources/marketplace/project_auth.js';
import { handleRoles } from './resources/marketplace/roles.js';
import { completeOrderIds } from './completions/marketplace/order_ids.js';
import { completeOrderMonths } from './completions/marketplace/order_months.js';
import { completeOwnPackageNames } from './completions/marketplace/own_package_names.js';
import { completePackageNames } from './completions/marketplace/package_names.js';
import { completeProjectIds } from './completions/marketplace/project_ids.js';

/** What the resolvers ask of the application, all together. */
export type App = AppOf<typeof getMyDashboard> &
  AppOf<typeof setActiveOrg> &
  AppOf<typeof whoami> &
  AppOf<typeof addBillingAddress> &
  AppOf<typeof deleteBillingAddress> &
  AppOf<typeof listBillingAddresses> &
  AppOf<typeof listPaymentMethods> &
  AppOf<typeof setDefaultBillingAddress> &
  AppOf<typeof setDefaultPaymentMethod> &
  AppOf<typeof addToCart> &
  AppOf<typeof removeFromCart> &
  AppOf<typeof viewCart> &
  AppOf<typeof getPackage> &
  AppOf<typeof searchPackages> &
  AppOf<typeof listGitIntegrations> &
  AppOf<typeof revokeIntegration> &
  AppOf<typeof startGitIntegration> &
  AppOf<typeof waitForGitIntegration> &
  AppOf<typeof listLicenses> &
  AppOf<typeof manageLicense> &
  AppOf<typeof getInvoice> &
  AppOf<typeof listOrders> &
  AppOf<typeof placeOrderWithSavedMethod> &
  AppOf<typeof purchaseAndInstallPackages> &
  AppOf<typeof createOrg> &
  AppOf<typeof leaveOrg> &
  AppOf<typeof listOrgMembers> &
  AppOf<typeof listOrgs> &
  AppOf<typeof manageOrgMember> &
  AppOf<typeof respondToInvite> &
  AppOf<typeof updateOrg> &
  AppOf<typeof addPackageFromRepo> &
  AppOf<typeof listPackages> &
  AppOf<typeof publishPackagesFromRepos> &
  AppOf<typeof setPackagePricing> &
  AppOf<typeof setPackageStatus> &
  AppOf<typeof createProject> &
  AppOf<typeof deleteProject> &
  AppOf<typeof listProjects> &
  AppOf<typeof rotateCredentials> &
  AppOf<typeof setupProject> &
  AppOf<typeof updateProject> &
  AppOf<typeof applyAsVendor> &
  AppOf<typeof bootstrapVendor> &
  AppOf<typeof getStripeConnectStatus> &
  AppOf<typeof getVendorDashboard> &
  AppOf<typeof listVendors> &
  AppOf<typeof startStripeConnectOnboarding> &
  AppOf<typeof updateVendorProfile> &
  AppOf<typeof addWebhookEndpoint> &
  AppOf<typeof deleteWebhookEndpoint> &
  AppOf<typeof rotateWebhookToken> &
  AppOf<typeof updateWebhookEndpoint> &
  AppOf<typeof createCoupon> &
  AppOf<typeof getBillingStatus> &
  AppOf<typeof listInvoices> &
  AppOf<typeof upgradePlan> &
  AppOf<typeof listTables> &
  AppOf<typeof queryDatabase> &
  AppOf<typeof getStats> &
  AppOf<typeof listRoutes> &
  AppOf<typeof listSites> &
  AppOf<typeof order> &
  AppOf<typeof orders> &
  AppOf<typeof packageTool> &
  AppOf<typeof projectAuth> &
  AppOf<typeof roles> &
  AppOf<typeof orderIds> &
  AppOf<typeof orderMonths> &
  AppOf<typeof ownPackageNames> &
  AppOf<typeof packageNames> &
  AppOf<typeof projectIds>;

/** Every tool, resource and completion with the code behind it. */
export function createResolvers(app: App): readonly AnyHandler[] {
  // A factory that needs nothing of the application takes no parameter.
  const make = <Resolver>(factory: (app: App) => Resolver): Resolver => factory(app);
  return [
    handleGetMyDashboard(make(getMyDashboard)),
    handleSetActiveOrg(make(setActiveOrg)),
    handleWhoami(make(whoami)),
    handleAddBillingAddress(make(addBillingAddress)),
    handleDeleteBillingAddress(make(deleteBillingAddress)),
    handleListBillingAddresses(make(listBillingAddresses)),
    handleListPaymentMethods(make(listPaymentMethods)),
    handleSetDefaultBillingAddress(make(setDefaultBillingAddress)),
    handleSetDefaultPaymentMethod(make(setDefaultPaymentMethod)),
    handleAddToCart(make(addToCart)),
    handleRemoveFromCart(make(removeFromCart)),
    handleViewCart(make(viewCart)),
    handleGetPackage(make(getPackage)),
    handleSearchPackages(make(searchPackages)),
    handleListGitIntegrations(make(listGitIntegrations)),
    handleRevokeIntegration(make(revokeIntegration)),
    handleStartGitIntegration(make(startGitIntegration)),
    handleWaitForGitIntegration(make(waitForGitIntegration)),
    handleListLicenses(make(listLicenses)),
    handleManageLicense(make(manageLicense)),
    handleGetInvoice(make(getInvoice)),
    handleListOrders(make(listOrders)),
    handlePlaceOrderWithSavedMethod(make(placeOrderWithSavedMethod)),
    handlePurchaseAndInstallPackages(make(purchaseAndInstallPackages), { purchase_and_install_package: adaptPurchaseAndInstallPackage }),
    handleCreateOrg(make(createOrg)),
    handleLeaveOrg(make(leaveOrg)),
    handleListOrgMembers(make(listOrgMembers)),
    handleListOrgs(make(listOrgs)),
    handleManageOrgMember(make(manageOrgMember)),
    handleRespondToInvite(make(respondToInvite)),
    handleUpdateOrg(make(updateOrg)),
    handleAddPackageFromRepo(make(addPackageFromRepo)),
    handleListPackages(make(listPackages)),
    handlePublishPackagesFromRepos(make(publishPackagesFromRepos), { publish_package: adaptPublishPackage }),
    handleSetPackagePricing(make(setPackagePricing)),
    handleSetPackageStatus(make(setPackageStatus)),
    handleCreateProject(make(createProject)),
    handleDeleteProject(make(deleteProject)),
    handleListProjects(make(listProjects)),
    handleRotateCredentials(make(rotateCredentials)),
    handleSetupProject(make(setupProject)),
    handleUpdateProject(make(updateProject)),
    handleApplyAsVendor(make(applyAsVendor)),
    handleBootstrapVendor(make(bootstrapVendor)),
    handleGetStripeConnectStatus(make(getStripeConnectStatus)),
    handleGetVendorDashboard(make(getVendorDashboard)),
    handleListVendors(make(listVendors)),
    handleStartStripeConnectOnboarding(make(startStripeConnectOnboarding)),
    handleUpdateVendorProfile(make(updateVendorProfile)),
    handleAddWebhookEndpoint(make(addWebhookEndpoint)),
    handleDeleteWebhookEndpoint(make(deleteWebhookEndpoint)),
    handleRotateWebhookToken(make(rotateWebhookToken)),
    handleUpdateWebhookEndpoint(make(updateWebhookEndpoint)),
    handleCreateCoupon(make(createCoupon)),
    handleGetBillingStatus(make(getBillingStatus)),
    handleListInvoices(make(listInvoices)),
    handleUpgradePlan(make(upgradePlan)),
    handleListTables(make(listTables)),
    handleQueryDatabase(make(queryDatabase)),
    handleGetStats(make(getStats)),
    handleListRoutes(make(listRoutes)),
    handleListSites(make(listSites)),
    handleOrder(make(order)),
    handleOrders(make(orders)),
    handlePackage(make(packageTool)),
    handleProjectAuth(make(projectAuth)),
    handleRoles(make(roles)),
    completeOrderIds(make(orderIds)),
    completeOrderMonths(make(orderMonths)),
    completeOwnPackageNames(make(ownPackageNames)),
    completePackageNames(make(packageNames)),
    completeProjectIds(make(projectIds)),
  ];
}
