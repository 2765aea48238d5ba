import { useEffect, useRef, useState } from "preact/hooks";

/** Width of an element, as it changes. */
export function useWidth<T extends HTMLElement>() {
  const box = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const sizes = new ResizeObserver(entries => setWidth(Math.floor(entries[0]!.contentRect.width)));
    sizes.observe(box.current!);
    return () => sizes.disconnect();
  }, []);
  return { box, width };
}
