export type ScanVerdict = 'clean' | 'infected'

/**
 * The port for a deployment's virus scanner (clamd, ICAP, a service of the platform). It is asked once for each file
 * that is received whole, before there is a transaction, and it may take its time until `signal` is aborted. What it
 * throws refuses the file: a scanner that is away lets nothing through.
 *
 * Without one, files are checked for what they are (type, bombs, macros, attached content) and not for viruses.
 */
export interface FileScanner {
  scan(bytes: Uint8Array, signal: AbortSignal): Promise<ScanVerdict>
}

export const noScanner: FileScanner = { scan: () => Promise.resolve('clean') }
