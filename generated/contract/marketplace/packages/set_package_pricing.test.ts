// Generated from spec/marketplace/packages/set_package_pricing.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, setPackagePricing } from '../../../tools/marketplace/packages/set_package_pricing.js';

proveTool(setPackagePricing, examples);
