// Generated from spec/marketplace/cart/add_to_cart.yaml. Change that file and run `npx toolwright generate`.
import { proveTool } from 'toolwright/testing';
import { addToCart, examples } from '../../../tools/marketplace/cart/add_to_cart.js';

proveTool(addToCart, examples);
