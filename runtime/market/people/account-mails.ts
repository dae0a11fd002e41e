import type { Mail } from '../mail/send-mail.js';

/** What every mail about an account needs. */
export interface AccountMail {
  readonly to: string;
  /** Where the marketplace is served. */
  readonly address: string;
  readonly now: Date;
}

interface LinkMail extends AccountMail {
  readonly token: string;
}

/** To whoever is to have an account: the link that makes it. */
export function confirmMail({ to, address, now, token }: LinkMail): Mail {
  return {
    ...{ to, now, secret: true },
    subject: 'Confirm your e-mail address',
    text: [
      `Somebody asked for an account with this e-mail address at ${address}.`,
      '',
      'If it was you, follow this link within a day and give the password that you chose:',
      `${address}/account/confirm?token=${token}`,
      '',
      'If it was not you, do nothing: without the password that was chosen the link makes no account.',
    ].join('\n'),
  };
}

/** To whoever has an account and asks for one: who asked sees nothing of this. */
export function knownMail({ to, address, now }: AccountMail): Mail {
  return {
    ...{ to, now },
    subject: 'You have an account already',
    text: [
      `Somebody asked for an account with this e-mail address at ${address}. It has one already, and nothing has been changed.`,
      '',
      'If it was you, sign in:',
      `${address}/account/sign-in`,
      'or, if you have forgotten your password, choose another one:',
      `${address}/account/forgotten`,
      '',
      'If it was not you, you need not do anything.',
    ].join('\n'),
  };
}

/** The link to choose another password with. */
export function resetMail({ to, address, now, token }: LinkMail): Mail {
  return {
    ...{ to, now, secret: true },
    subject: 'Choose a new password',
    text: [
      `Somebody asked for a new password for your account at ${address}.`,
      '',
      'If it was you, choose one with this link. It works once, within 30 minutes:',
      `${address}/account/reset?token=${token}`,
      '',
      'If it was not you, do nothing: your password stays as it is.',
    ].join('\n'),
  };
}

/** To the demo's people, who all have one password. */
export function demoMail({ to, address, now }: AccountMail): Mail {
  return {
    ...{ to, now },
    subject: 'Your password is "demo"',
    text: [
      `Somebody asked for a new password for your account at ${address}.`,
      'It belongs to the demo, whose people keep the password "demo".',
    ].join('\n'),
  };
}

/** That a password was changed: to whoever did not do it, the only word of it. */
export function changedMail({ to, address, now }: AccountMail): Mail {
  return {
    ...{ to, now },
    subject: 'Your password was changed',
    text: [
      `The password of your account at ${address} was changed on ${now.toISOString().slice(0, 16).replace('T', ', ')} UTC.`,
      'Other browsers that were signed in with it have been signed out.',
      '',
      'If it was not you, choose another one at once:',
      `${address}/account/forgotten`,
      'and see under "Connections" in your account what else has access.',
    ].join('\n'),
  };
}
