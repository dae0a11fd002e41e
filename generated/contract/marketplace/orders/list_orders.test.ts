// Generated from spec/marketplace/orders/list_orders.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, listOrders } from '../../../tools/marketplace/orders/list_orders.js';

proveTool(listOrders, examples);
