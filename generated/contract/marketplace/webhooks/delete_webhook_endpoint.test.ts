// Generated from spec/marketplace/webhooks/delete_webhook_endpoint.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { deleteWebhookEndpoint, examples } from '../../../tools/marketplace/webhooks/delete_webhook_endpoint.js';

proveTool(deleteWebhookEndpoint, examples);
