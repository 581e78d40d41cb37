import { modulePreset } from '@sunshine-aid/module-kit/vite'

export default modulePreset({ id: 'coverage-reports', dir: import.meta.dirname })
