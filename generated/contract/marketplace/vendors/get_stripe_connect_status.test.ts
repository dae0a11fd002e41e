// Generated from spec/marketplace/vendors/get_stripe_connect_status.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, getStripeConnectStatus } from '../../../tools/marketplace/vendors/get_stripe_connect_status.js';

proveTool(getStripeConnectStatus, examples);
