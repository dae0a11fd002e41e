// Generated from spec/marketplace/webhooks/add_webhook_endpoint.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { addWebhookEndpoint, examples } from '../../../tools/marketplace/webhooks/add_webhook_endpoint.js';

proveTool(addWebhookEndpoint, examples);
