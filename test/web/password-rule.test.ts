import { describe, expect, test } from 'vitest';
import { passwordProblem } from '../../runtime/auth/password-rule.js';

const own = ['Quentin Quill', 'q.quill@example.com', 'Package marketplace'];

describe('a password', () => {
  test.each([
    'plum jam on toast',
    'correct horse battery staple',
    'Xq7!vL2#pR',
    'ein langes Passwort mit Umlauten: äöü',
    '密码密码密码需要十个字符',
    `${'ab9 '.repeat(249)}wxyz`,
  ])('%s will do', (password) => {
    expect(passwordProblem(password, own)).toBeNull();
  });

  test.each(['', 'demo', '123456789', 'é'.normalize('NFD').repeat(9)])('%j is too short', (password) => {
    expect(passwordProblem(password, own)).toMatch(/^Take a password of at least 10 characters\./);
  });

  test('has an end', () => {
    expect(passwordProblem('x'.repeat(1_001), own)).toBe('Take a password of at most 1000 characters.');
  });

  // Of ten characters and more, from the published lists of the commonest, and what people make of them.
  test.each([
    ...[
      '1234567890',
      '0987654321',
      '123123123123',
      '1111111111',
      'qwertyuiop',
      'qwerty12345',
      '1q2w3e4r5t',
      'q1w2e3r4t5',
    ],
    ...['1qaz2wsx3edc', 'qazwsxedcrfv', 'asdfghjkl123', 'abcdefghij', 'abcd123456', 'password123', 'Password2026!'],
    ...['P@ssw0rd1234', 'iloveyou123', 'administrator', 'letmein12345', 'welcome2024', 'changeme123', 'superman1234'],
    ...['passwordpassword', 'qwertz123456', 'quentinquill', 'quill.quentin1', 'marketplace1', 'Ｐａｓｓｗｏｒｄ123'],
  ])('%s is among the first to be tried', (password) => {
    expect(passwordProblem(password, own)).toMatch(/^This password is among the first that anybody would try/);
  });
});
