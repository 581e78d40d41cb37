/* global window */

// What qiankun takes for each module: a classic script that leaves lifecycles in the sandbox's window. The portal's
// own functions, handed over as properties, do the work: they mount the same file that every other portal mounts.
window.sunshineAid = {
  bootstrap: () => Promise.resolve(),
  mount: props => props.open(props.container),
  unmount: props => props.close(),
}
