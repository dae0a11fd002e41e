import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { program } from '../../generated/program.js';
import { whoMay } from '../market/access/who-may-what.js';
