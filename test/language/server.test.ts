import { proveServer } from '../../runtime/testing/prove-tool.js';

proveServer();
