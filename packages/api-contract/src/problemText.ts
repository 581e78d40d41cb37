import type { ProblemCode } from './problem.ts'
import { applicationText } from './problemText/applications.ts'
import { decisionText } from './problemText/decisions.ts'
import { episodeText } from './problemText/episodes.ts'
import { evidenceText } from './problemText/evidence.ts'
import { exportText } from './problemText/exports.ts'
import { httpText } from './problemText/http.ts'
import { importText } from './problemText/imports.ts'
import { panelText } from './problemText/panels.ts'
import { settingText } from './problemText/settings.ts'
import { sweepText } from './problemText/sweeps.ts'
import { visitText } from './problemText/visits.ts'
import type { ProblemText } from './problemText/texts.ts'

/** Of every code; one that has none does not compile. */
export const problemText: Readonly<Record<ProblemCode, ProblemText>> = {
  ...httpText,
  ...visitText,
  ...applicationText,
  ...panelText,
  ...decisionText,
  ...sweepText,
  ...importText,
  ...evidenceText,
  ...exportText,
  ...episodeText,
  ...settingText,
}
