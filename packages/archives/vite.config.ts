import { modulePreset } from '@sunshine-aid/module-kit/vite'

export default modulePreset({ id: 'archives', dir: import.meta.dirname })
