import { modulePreset } from '@sunshine-aid/module-kit/vite'

export default modulePreset({ id: 'mentors', dir: import.meta.dirname })
