import { modulePreset } from '@sunshine-aid/module-kit/vite'

export default modulePreset({ id: 'applications', dir: import.meta.dirname })
