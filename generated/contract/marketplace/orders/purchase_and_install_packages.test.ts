// Generated from spec/marketplace/orders/purchase_and_install_packages.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import {
  examples,
  purchaseAndInstallPackages,
} from '../../../tools/marketplace/orders/purchase_and_install_packages.js';

proveTool(purchaseAndInstallPackages, examples);
