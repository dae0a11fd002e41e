// Generated from spec/library/resources/rules.yaml. Change that file and run `npx toolwright generate`.
import { proveResource } from 'toolwright/testing';
import { examples, rules } from '../../../resources/library/rules.js';

proveResource(rules, examples);
