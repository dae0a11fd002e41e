// Generated from spec/marketplace/orders/place_order_with_saved_method.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import {
  examples,
  placeOrderWithSavedMethod,
} from '../../../tools/marketplace/orders/place_order_with_saved_method.js';

proveTool(placeOrderWithSavedMethod, examples);
