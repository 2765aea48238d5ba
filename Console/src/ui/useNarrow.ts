import { useEffect, useState } from "preact/hooks";

const narrow = matchMedia("(max-width: 760px)");

export function useNarrow(): boolean {
  const [is, setIs] = useState(narrow.matches);
  useEffect(() => {
    const show = () => setIs(narrow.matches);
    narrow.addEventListener("change", show);
    return () => narrow.removeEventListener("change", show);
  }, []);
  return is;
}
