export function setUp(root: string, say: (line: string) => void): Promise<string>

export function addToWorkspace(root: string): Promise<void>
