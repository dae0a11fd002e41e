import type { Log } from '../diagnostic/diagnostic.js';
import type { Icon } from '../model.js';
import type { IconKeys } from '../read/icons.js';

/** Icons, which clients load on a person's behalf: from an https address, or given along as data. */
export function checkIcons(icons: IconKeys | undefined, log: Log): readonly Icon[] {
  return (icons?.value ?? []).map(({ src, mime_type, sizes }) => {
    if (src && !/^(https:\/\/|data:image\/)/.test(src.value)) log.report('bad-icon', src.span, { src: src.value });
    return {
      src: src?.value ?? '',
      ...(mime_type ? { mimeType: mime_type.value } : {}),
      ...(sizes ? { sizes: sizes.value.map(({ value }) => value) } : {}),
    };
  });
}
