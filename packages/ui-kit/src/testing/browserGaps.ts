/** What jsdom leaves out and floating elements need; nothing here has a size, so nothing is ever observed. */
class NothingResizes implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

globalThis.ResizeObserver = NothingResizes
