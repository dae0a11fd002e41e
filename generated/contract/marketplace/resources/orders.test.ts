// Generated from spec/marketplace/resources/orders.yaml. Change that file and run `npx toolwright generate`.
import { proveResource } from 'toolwright/testing';
import { examples, orders } from '../../../resources/marketplace/orders.js';

proveResource(orders, examples);
