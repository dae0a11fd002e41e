// Generated from spec/library/resources/book.yaml. Change that file and run `npx toolwright generate`.
import { proveResource } from 'toolwright/testing';
import { book, examples } from '../../../resources/library/book.js';

proveResource(book, examples);
