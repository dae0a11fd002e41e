// Generated from spec/marketplace/webhooks/update_webhook_endpoint.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, updateWebhookEndpoint } from '../../../tools/marketplace/webhooks/update_webhook_endpoint.js';

proveTool(updateWebhookEndpoint, examples);
