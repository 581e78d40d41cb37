import { inRange } from '@sunshine-aid/shell-kit/pages'
import { finding, type Finding } from '../finding.ts'
import { versionsOf } from '../reading/library.ts'
import type { Deployment } from '../reading/openDeployment.ts'
import type { Pair } from './pair.ts'

/** Contract and capabilities: what the modules need of the shell that runs. */
export function checkContract({ candidate, running, shell }: Pair): Finding[] {
  const contract = shell.contract ?? provenContract(running)
  const capabilities = shell.capabilities ?? provenCapabilities(running)
  return candidate.release.modules.flatMap(({ manifest }) => {
    const missing = manifest.capabilities.needs.filter(name => !capabilities.includes(name))
    const subject = { module: manifest.id, range: manifest.contract, offered: contract }
    return [
      ...(inRange(`${contract}.0`, manifest.contract) ? [] : [finding('SK-10', subject)]),
      ...(missing.length > 0 ? [finding('SK-11', { module: manifest.id, names: missing.join(', ') })] : []),
    ]
  })
}

/** The running shell runs its modules, so it offers at least what the most demanding of them needs. */
function provenContract({ release }: Deployment): string {
  const minors = versionsOf(release.modules).map(({ manifest }) =>
    Number(manifest.contract.split('.')[1] ?? 0),
  )
  return `1.${Math.max(0, ...minors)}`
}

function provenCapabilities({ release }: Deployment): string[] {
  return release.modules.flatMap(({ manifest }) => manifest.capabilities.needs)
}
