let depth = 0

/** Changes the address on behalf of the shell: whoever guards the addresses lets it pass. */
export function asShell<T>(move: () => T): T {
  depth += 1
  try {
    return move()
  } finally {
    depth -= 1
  }
}

export function isShellMoving(): boolean {
  return depth > 0
}
