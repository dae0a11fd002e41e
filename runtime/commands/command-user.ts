import { userInfo } from 'node:os';

/** The operating system's user who runs a command; null where it has no name for them, as in some containers. */
export function commandUser(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}
