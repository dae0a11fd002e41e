// Generated from spec/marketplace/cart/remove_from_cart.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { examples, removeFromCart } from '../../../tools/marketplace/cart/remove_from_cart.js';

proveTool(removeFromCart, examples);
