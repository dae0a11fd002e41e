import { describe, expect, it } from 'vitest';
import { createVault } from '../../runtime/market/vault.js';

describe('the vault', () => {
  it('opens what it sealed, for the same row only', () => {
    const vault = createVault(['first secret']);
    const sealed = vault.seal('prv_abc', 'project_credential/cre_1');
    expect(sealed).not.toContain('prv_abc');
    expect(vault.open(sealed, 'project_credential/cre_1')).toBe('prv_abc');
    expect(() => vault.open(sealed, 'project_credential/cre_2')).toThrow();
  });

  it('never seals the same value the same way twice', () => {
    const vault = createVault(['first secret']);
    expect(vault.seal('x', 'row')).not.toBe(vault.seal('x', 'row'));
  });

  it('refuses a changed text and a shortened tag', () => {
    const vault = createVault(['first secret']);
    const [id, iv, tag, text] = vault.seal('prv_abc', 'row').split('.') as [string, string, string, string];
    const flipped = Buffer.from(text, 'base64url');
    flipped[0]! ^= 1;
    expect(() => vault.open([id, iv, tag, flipped.toString('base64url')].join('.'), 'row')).toThrow();
    const short = Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url');
    expect(() => vault.open([id, iv, short, text].join('.'), 'row')).toThrow();
  });

  it('rotates: the new secret seals, the old one still opens, a dropped one is named', () => {
    const old = createVault(['old secret']);
    const rotated = createVault(['new secret', 'old secret']);
    const sealed = old.seal('prv_abc', 'row');
    expect(rotated.open(sealed, 'row')).toBe('prv_abc');
    expect(() => old.open(rotated.seal('prv_abc', 'row'), 'row')).toThrow('TOOLWRIGHT_SECRET no longer lists');
  });

  it('needs a secret', () => {
    expect(() => createVault([])).toThrow('Set TOOLWRIGHT_SECRET');
  });
});
