import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { normalPassword } from '../../auth/password-rule.js';

/** Node has argon2id from 24.7 on, and the project runs on 20: scrypt, which both have. Hashes bear their parameters. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** Beside the event loop: people sign in while calls run. */
const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** `scrypt$N$r$p$salt$hash`, salt and hash in base64url: everything that checking a password needs. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(normalPassword(password), salt, 32, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Whether a password is the one that was hashed. Null, for nobody's hash, costs as much and is never right. */
export async function isPassword(password: string, hashed: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = (hashed ?? nobodys).split('$');
  const kept = Buffer.from(hash, 'base64url');
  const cost = { N: Number(N), r: Number(r), p: Number(p), maxmem: COST.maxmem };
  const made = await derive(normalPassword(password), Buffer.from(salt, 'base64url'), kept.length, cost);
  return timingSafeEqual(made, kept) && hashed !== null;
}

/** Of the same cost as `hashPassword`'s. */
const nobodys = ['scrypt', COST.N, COST.r, COST.p, 'A'.repeat(22), 'A'.repeat(43)].join('$');
