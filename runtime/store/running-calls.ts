/** The claims whose calls run in this process, by token, each with a promise of its end. */
export interface RunningCalls {
  begin(token: string): void;
  end(token: string): void;
  ended(token: string): Promise<void> | null;
}

export function createRunningCalls(): RunningCalls {
  const running = new Map<string, { readonly ended: Promise<void>; end(): void }>();
  return {
    begin(token) {
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      running.set(token, { ended, end });
    },
    end(token) {
      running.get(token)?.end();
      running.delete(token);
    },
    ended: (token) => running.get(token)?.ended ?? null,
  };
}
