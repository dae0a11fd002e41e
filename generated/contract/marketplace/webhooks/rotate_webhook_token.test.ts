// Generated from spec/marketplace/webhooks/rotate_webhook_token.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, rotateWebhookToken } from '../../../tools/marketplace/webhooks/rotate_webhook_token.js';

proveTool(rotateWebhookToken, examples);
