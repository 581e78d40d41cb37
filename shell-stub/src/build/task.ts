import type { ImportedNames, SharedGroup } from '@sunshine-aid/module-kit/vite'

/** One Vite build; each runs in a thread of its own. */
export type BuildTask =
  | { readonly kind: 'module'; readonly dir: string; readonly version: string; readonly outDir: string }
  | { readonly kind: 'bundled'; readonly id: string; readonly dir: string; readonly outDir: string }
  | { readonly kind: 'portal'; readonly outDir: string }
  | { readonly kind: 'shell-kit'; readonly outDir: string }
  | {
      readonly kind: 'vendor'
      readonly group: SharedGroup
      readonly exports: ImportedNames
      readonly outDir: string
    }
