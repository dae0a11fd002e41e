// Generated from spec/marketplace/vendors/start_stripe_connect_onboarding.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import {
  examples,
  startStripeConnectOnboarding,
} from '../../../tools/marketplace/vendors/start_stripe_connect_onboarding.js';

proveTool(startStripeConnectOnboarding, examples);
