/** The messages of an answer in `text/event-stream`, each as it comes. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
export async function* eventsOf({ body }: Response): AsyncGenerator<any, void> {
  let left = '';
  for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const events = (left + piece).split('\n\n');
    left = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: ?(.+)$/m.exec(event)?.[1];
      if (data !== undefined) yield JSON.parse(data);
    }
  }
}
