import { useLayoutEffect, useState } from "preact/hooks";

/** Draws at most once per frame, however often there is news. */
export function useFrames(subscribe: (listener: () => void) => () => void): () => void {
  const [, draw] = useState(0);
  const [later] = useState(() => {
    let frame = 0;
    return () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        draw(turn => turn + 1);
      });
    };
  });
  useLayoutEffect(() => subscribe(later), [subscribe]); // news between the first drawing and the next frame is not missed
  return later;
}
