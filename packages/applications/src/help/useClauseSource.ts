import { DOCUMENTS, type Clause } from '@sunshine-aid/domain'
import { useLocale } from '@sunshine-aid/module-kit'
import { useText } from './messages.ts'

/** Where a rule comes from, in one line: the clause and the full name of its document. */
export function useClauseSource(): (clause: Clause) => string {
  const locale = useLocale()
  const text = useText()
  return ({ source, document }) =>
    document === 'ours' || document === 'law'
      ? text.value.source({ source: source[locale.value] })
      : text.value.inDocument({ source: source[locale.value], document: DOCUMENTS[document][locale.value] })
}
