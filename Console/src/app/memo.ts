import { Component, h, type ComponentType, type FunctionComponent } from "preact";

/** Draws again only when a property is another object. */
export function memo<P extends object>(inner: FunctionComponent<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    static override displayName = inner.name;

    override shouldComponentUpdate(next: P): boolean {
      const now = this.props as P;
      return Object.keys(next).length !== Object.keys(now).length || (Object.keys(next) as (keyof P)[]).some(key => !Object.is(next[key], now[key]));
    }

    override render() { return h(inner, this.props as P); }
  };
}
