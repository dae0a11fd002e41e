// Generated from spec/marketplace/resources/order.yaml. Change that file and run `npx toolwright generate`.
import { proveResource } from 'toolwright/testing';
import { examples, order } from '../../../resources/marketplace/order.js';

proveResource(order, examples);
