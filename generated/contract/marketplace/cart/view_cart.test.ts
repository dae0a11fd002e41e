// Generated from spec/marketplace/cart/view_cart.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, viewCart } from '../../../tools/marketplace/cart/view_cart.js';

proveTool(viewCart, examples);
