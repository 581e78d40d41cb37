/** Lets tools that do not read single-file components (ESLint's types) see a component; vue-tsc reads the file itself. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue'

  const component: DefineComponent
  export default component
}
